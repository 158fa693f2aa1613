/* What a query gave: rows as a table, yes or no, triples as a picture, a table or as they came. */

import { useMemo, useState } from "preact/hooks";
import { save, toCsv } from "../exports";
import { networkOf } from "../address";
import { clean } from "../looks";
import { graphOf, MOST_DRAWN, ResultGraph } from "./ResultGraph";
import type { Answer, Cell } from "./asking";
import { ID, shorten } from "./terms";
import { parseTriples, type Term } from "./triples";

const cleanLines = (text: string) => text.split("\n").map(clean).join("\n");
const count = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export function Iri({ iri }: { iri: string }) {
  const text = clean(shorten(iri));
  if (iri.startsWith(ID) && iri.length > ID.length) {
    const name = iri.slice(ID.length);
    return <a href={`./${name.startsWith("article_") ? `#/article/${encodeURIComponent(name)}` : networkOf(name)}`}>{text}</a>;
  }
  // Only the web's own addresses become links: an IRI may be javascript:...
  return /^https?:\/\//i.test(iri) ? <a href={iri} target="_blank" rel="noopener noreferrer external">{text}</a> : <span>{text}</span>;
}

function Shown({ cell }: { cell: Cell | undefined }) {
  if (!cell) return null;
  if (cell.type === "uri") return <Iri iri={cell.value} />;
  return (
    <>
      <bdi dir="auto">{clean(cell.value)}</bdi>
      {cell["xml:lang"] && <small class="quiet">@{clean(cell["xml:lang"])}</small>}
    </>
  );
}

export function Result({ answer }: { answer: Answer }) {
  const took = `${Math.round(answer.time).toLocaleString("en")} ms`;
  if (answer.kind === "boolean") return <p class="state" role="status">{answer.value ? "Yes" : "No"} <span class="quiet">({took})</span></p>;
  if (answer.kind === "triples") return <Triples text={answer.text} took={took} truncated={answer.truncated} />;
  return <Rows answer={answer} took={took} />;
}

const CUT = <strong class="warning">The server cut the result: there is more.</strong>;

type View = "graph" | "table" | "raw";

function Views({ view, views, choose }: { view: View; views: View[]; choose: (view: View) => void }) {
  const names = { graph: "Graph", table: "Table", raw: "Raw" };
  return (
    <span role="group" aria-label="Show as">
      {views.map((one) => (
        <button key={one} type="button" aria-pressed={one === view} onClick={() => choose(one)}>{names[one]}</button>
      ))}
    </span>
  );
}

function Rows({ answer, took }: { answer: Extract<Answer, { kind: "rows" }>; took: string }) {
  const [most, setMost] = useState(200);
  const [view, setView] = useState<View>("table");
  const { names, rows, text } = answer;
  const csv = () => save(new Blob([toCsv([names, ...rows.map((row) => names.map((name) => row[name]?.value))])], { type: "text/csv" }), "result.csv");
  const json = () => save(new Blob([text], { type: "application/json" }), "result.json");
  return (
    <section aria-label="Result">
      <p class="row">
        <span role="status">{count(rows.length, "row", "rows")} <span class="quiet">in {took}</span></span>
        {answer.truncated && CUT}
        <span class="spring" />
        <Views view={view} views={["table", "raw"]} choose={setView} />
        <button type="button" onClick={csv}>CSV</button>
        <button type="button" onClick={json}>JSON</button>
      </p>
      {view === "raw" ? <Raw text={text} /> : (
        <Table
          names={names}
          rows={rows.slice(0, most).map((row) => names.map((name) => <Shown cell={row[name]} />))}
        />
      )}
      {view === "table" && rows.length > most && <button type="button" onClick={() => setMost(most + 1000)}>{rows.length - most} more rows</button>}
    </section>
  );
}

function Triples({ text, took, truncated }: { text: string; took: string; truncated: boolean }) {
  const triples = useMemo(() => parseTriples(text), [text]);
  const things = useMemo(() => graphOf(triples).order, [triples]);
  const drawable = things > 0 && things <= MOST_DRAWN;
  const [chosen, setView] = useState<View | null>(null);
  const [most, setMost] = useState(200);
  const view = chosen ?? (drawable ? "graph" : "table");
  const written = (term: Term) => (term.kind === "literal" ? <><bdi dir="auto">{clean(term.value)}</bdi><small class="quiet">{clean(term.extra.replace(/\^\^<(.*)>/, (_, iri: string) => ` ${shorten(iri)}`))}</small></> : term.kind === "iri" ? <Iri iri={term.value} /> : <span>{clean(term.value)}</span>);
  const csv = () => save(new Blob([toCsv([["subject", "predicate", "object"], ...triples.map((t) => [t.subject.value, t.predicate, t.object.value])])], { type: "text/csv" }), "result.csv");
  return (
    <section aria-label="Result">
      <p class="row">
        <span role="status">{count(triples.length, "triple", "triples")} <span class="quiet">in {took}</span></span>
        {truncated && CUT}
        {things > MOST_DRAWN && <span class="quiet">too many things ({things.toLocaleString("en")}) to draw here: narrow the query</span>}
        <span class="spring" />
        <Views view={view} views={drawable ? ["graph", "table", "raw"] : ["table", "raw"]} choose={setView} />
        <button type="button" onClick={csv}>CSV</button>
        <button type="button" onClick={() => save(new Blob([text], { type: "application/n-triples" }), "result.nt")}>N-Triples</button>
      </p>
      {view === "graph" && <ResultGraph triples={triples} />}
      {view === "table" && <Table names={["subject", "predicate", "object"]} rows={triples.slice(0, most).map((t) => [written(t.subject), <Iri iri={t.predicate} />, written(t.object)])} />}
      {view === "table" && triples.length > most && <button type="button" onClick={() => setMost(most + 1000)}>{triples.length - most} more triples</button>}
      {view === "raw" && <Raw text={text} />}
    </section>
  );
}

function Table({ names, rows }: { names: string[]; rows: preact.ComponentChildren[][] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Rows">
      <table class="result">
        <thead><tr>{names.map((name) => <th key={name} scope="col">{clean(name)}</th>)}</tr></thead>
        <tbody>{rows.map((row, i) => <tr key={i}>{row.map((cell, j) => <td key={j}>{cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

const MOST_RAW = 200_000;

function Raw({ text }: { text: string }) {
  return (
    <>
      {text.length > MOST_RAW && <p class="quiet">The first {MOST_RAW.toLocaleString("en")} characters; the file holds all.</p>}
      <pre class="raw" tabIndex={0}>{cleanLines(text.slice(0, MOST_RAW))}</pre>
    </>
  );
}
