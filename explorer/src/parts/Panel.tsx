/* The panel for the chosen thing or line: names, dates, facts by relation, and who says so. */

import { useState } from "preact/hooks";
import { here, hrefOf, kept } from "../address";
import { api, type Fact, type Ref, type Thing } from "../api";
import { classInWords, dates, inWords } from "../looks";
import { known, loaded, state } from "../graph/known";
import { alter, collapse, enter, expand, hide, isCommunity, isExpanded, only, scene, select, selectEdge, setPin, showPath } from "../graph/scene";
import { path } from "../graph/known";
import { Dot, Failed, Loading, Menu, Name, ThingLink, useAsk } from "./bits";
import { Confidence, Evidence, factKey } from "./Evidence";
import { Search } from "./Search";

interface Group {
  key: string;
  words: string;
  rows: { fact: Fact; other: Ref | null }[];
}

const FIRST = ["startDate", "endDate", "adoptedOn", "place", "organizedBy", "inSeries"];

function grouped(thing: Thing): Group[] {
  const groups = new Map<string, Group>();
  for (const fact of thing.facts) {
    const inverse = fact.subject.id !== thing.id;
    const key = `${inverse ? "1" : "0"}${fact.predicate}`;
    if (!groups.has(key)) groups.set(key, { key, words: inWords(fact.predicate, inverse), rows: [] });
    groups.get(key)!.rows.push({ fact, other: inverse ? fact.subject : fact.object });
  }
  const order = (key: string) => {
    const at = FIRST.indexOf(key.slice(1));
    return key[0] === "0" && at >= 0 ? String(at) : `9${key}`;
  };
  for (const group of groups.values())
    group.rows.sort((a, b) => (b.other?.start ?? "").localeCompare(a.other?.start ?? "") || (a.other?.label ?? "").localeCompare(b.other?.label ?? ""));
  return [...groups.values()].sort((a, b) => (order(a.key) < order(b.key) ? -1 : 1));
}

const inScene = (id: string): string => hrefOf(here.value.page, here.value.argument, { ...Object.fromEntries(here.value.parameters), sel: id, e: null });

export function FactRow({ fact, other }: { fact: Fact; other: Ref | null }) {
  const [open, setOpen] = useState(false);
  void loaded.value; // a thing that is in the graph is chosen in this view; another one leads away from it
  const span = fact.from || fact.until ? ` (${fact.from ?? "…"} – ${fact.until ?? ""})` : "";
  return (
    <li class="fact">
      <div class="fact-line">
        <span class="value">
          {other ? <ThingLink thing={other} href={known.hasNode(other.id) ? inScene(other.id) : undefined} /> : <Name text={fact.value ?? ""} />}
          <span class="quiet">{other?.start ? ` ${other.start}` : ""}{span}</span>
        </span>
        {fact.contradicted && <span class="badge" title="Another article says otherwise">disputed</span>}
        <button type="button" class="why" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span class="unseen">Who says so? </span>
          {fact.articles > 0 ? `${fact.articles} ${fact.articles === 1 ? "article" : "articles"}` : fact.reference ? "reference" : "sources"}
        </button>
      </div>
      {open && <Evidence fact={fact} />}
    </li>
  );
}

function FactGroup({ group }: { group: Group }) {
  const [most, setMost] = useState(8);
  return (
    <section>
      <h3>
        {group.words} <span class="count">{group.rows.length}</span>
      </h3>
      <ul class="plain">
        {group.rows.slice(0, most).map((row) => <FactRow key={factKey(row.fact)} {...row} />)}
      </ul>
      {group.rows.length > most && (
        <button type="button" class="more" onClick={() => setMost(most + 50)}>
          {group.rows.length - most} more
        </button>
      )}
    </section>
  );
}

function CommunityPanel({ id }: { id: string }) {
  const { label, members } = known.getNodeAttributes(id);
  const near = known.mapEdges(id, (_, edge, one, two) => ({ other: one === id ? two : one, weight: edge.weight ?? 0 })).sort((a, b) => b.weight - a.weight);
  return (
    <article class="panel-body" aria-labelledby="panel-title">
      <h2 id="panel-title"><Name text={label} /></h2>
      <p class="kind"><Dot cls="Community" /> community of {(members ?? 0).toLocaleString("en")} things{label === "Everything else" ? " that are joined to few others" : ", named after the best connected"}</p>
      <p class="actions"><button type="button" class="primary" onClick={() => enter(id)}>Go in</button></p>
      <h3>{near.length ? "joined by most facts to" : "joined to no other community"}</h3>
      <ul class="plain">
        {near.slice(0, 20).map(({ other, weight }) => (
          <li key={other} class="fact fact-line">
            <a class="thing" href={inScene(other)}><Name text={known.getNodeAttribute(other, "label")} /></a> <span class="count">{weight.toLocaleString("en")}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}

export function ThingPanel({ id }: { id: string }) {
  return isCommunity(id) ? <CommunityPanel id={id} /> : <Facts id={id} />;
}

function Facts({ id }: { id: string }) {
  const { data, error, again } = useAsk(id, (signal) => api.thing(id, signal));
  if (error) return <Failed error={error} retry={again} />;
  if (!data) return <Loading what="facts" />;
  return (
    <article class="panel-body" aria-labelledby="panel-title">
      <header>
        <h2 id="panel-title" dir="auto">
          <Name text={data.label} />
        </h2>
        <p class="kind">
          <Dot cls={data.class} /> {[classInWords(data.class), dates(data)].filter(Boolean).join(" · ")}
        </p>
        {data.alt_labels.length > 0 && (
          <p class="quiet also" dir="auto">
            Also: {data.alt_labels.slice(0, 8).map((name, i) => (
              <span key={name}>{i > 0 && "; "}<Name text={name} /></span>
            ))}
            {data.alt_labels.length > 8 && ` and ${data.alt_labels.length - 8} more`}
          </p>
        )}
        {data.wikidata && /^Q\d+$/.test(data.wikidata) && (
          <p class="quiet">
            <a href={`https://www.wikidata.org/wiki/${data.wikidata}`} target="_blank" rel="noopener noreferrer external">
              Wikidata {data.wikidata}
            </a>
          </p>
        )}
      </header>
      {here.value.page === "network" ? <Actions thing={data} /> : (
        <p class="actions">
          <a class="button" href={hrefOf("network", "", { ...kept(), n: data.id.replaceAll(",", "\\,"), sel: data.id })}>Show in the network</a>
        </p>
      )}
      {grouped(data).map((group) => <FactGroup key={group.key} group={group} />)}
      {!data.facts.length && <p class="state">The graph holds no fact about it.</p>}
    </article>
  );
}

function Actions({ thing }: { thing: Thing }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState("");
  void loaded.value; // its relations are known once the graph is loaded
  const { id } = thing;
  const expanded = isExpanded(id);
  const pinned = scene.value.pins.has(id);
  const relations = [...new Set(known.hasNode(id) ? known.mapEdges(id, (_, edge) => edge.predicate) : [])].sort();
  const find = (from: string, to: string) => {
    path(from, to).then(
      (ids) => {
        setProblem("");
        setAsking(false);
        showPath(ids);
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <>
      <div class="actions" role="group" aria-label="What to do with it">
        {scene.value.seeds.length > 0 || scene.value.path.length > 0 ? (
          <button type="button" onClick={() => (expanded ? collapse(id) : expand(id))}>
            {expanded ? "Collapse" : "Expand"}
          </button>
        ) : null}
        <button type="button" onClick={() => only(id)}>Only its neighbours</button>
        {relations.length > 1 && (
          <Menu label="Expand by" title="Add its neighbours by one relation">
            {relations.map((relation) => (
              <button key={relation} type="button" onClick={() => expand(id, relation)}>{inWords(relation)}</button>
            ))}
          </Menu>
        )}
        <button type="button" aria-expanded={asking} onClick={() => setAsking(!asking)}>Path to…</button>
        <button type="button" onClick={() => hide(id)}>Hide</button>
        {pinned && <button type="button" onClick={() => setPin(id, null)}>Unpin</button>}
      </div>
      {asking && (
        <div class="path-to">
          <Search id="path" label="Path to" placeholder="Shortest path to…" autofocus take={(goal) => find(id, goal.id)} />
          {problem && <p role="alert">{problem}</p>}
        </div>
      )}
    </>
  );
}

export function LinePanel({ parts }: { parts: [string, string, string] }) {
  const [one, predicate, two] = parts;
  void loaded.value; // the address may name a fact before the graph is loaded
  if (state.value === "loading") return <Loading what="the fact" />;
  if (!known.hasNode(one) || !known.hasNode(two)) return <p class="state">This fact is not in the picture.</p>;
  const ref = (id: string): Ref => ({ id, label: known.getNodeAttribute(id, "label"), class: known.getNodeAttribute(id, "class"), start: known.getNodeAttribute(id, "start") });
  const facts = known.mapEdges(one, two, (_, edge, from, to): Fact => ({
    subject: ref(from), predicate: edge.predicate, object: ref(to), value: null, articles: edge.articles,
    confidence: edge.confidence ?? null, reference: edge.reference, from: edge.from, until: edge.until,
  }));
  facts.sort((a, b) => Number(b.predicate === predicate) - Number(a.predicate === predicate));
  return (
    <article class="panel-body" aria-labelledby="panel-title">
      <h2 id="panel-title">{facts.length === 1 ? "One fact" : `${facts.length} facts`} between two things</h2>
      {facts.map((fact) => (
        <section key={factKey(fact)}>
          <p>
            <ThingLink thing={fact.subject} href={inScene(fact.subject.id)} /> — <strong>{inWords(fact.predicate)}</strong> →{" "}
            <ThingLink thing={fact.object!} href={inScene(fact.object!.id)} />
            {(fact.from || fact.until) && <span class="quiet"> ({fact.from ?? "…"} – {fact.until ?? ""})</span>}
          </p>
          {fact.confidence !== null && <Confidence value={fact.confidence} />}
          <Evidence fact={fact} />
        </section>
      ))}
    </article>
  );
}

export function closePanel(): void {
  select(null);
  selectEdge(null);
}

export { alter };
