/* The articles: a list, and one with its mentions coloured and its facts beside it. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { change, here, hrefOf } from "../address";
import { api, type Article, type ArticleFact } from "../api";
import { classInWords, clean, familyOf, inWords } from "../looks";
import { ArticleLink, Empty, Failed, Loading, Name, ThingLink, useAsk } from "../parts/bits";
import { Address, Confidence, factKey } from "../parts/Evidence";

export function ArticlesPage() {
  const q = here.value.parameters.get("q") ?? "";
  const [offset, setOffset] = useState(0);
  const { data, error, again } = useAsk(`${q}\n${offset}`, (signal) => api.articles(q, offset, signal));
  return (
    <div class="page">
      <h1>Articles</h1>
      <p class="row">
        <label for="articles-q">Words in title or text</label>
        <input id="articles-q" type="search" value={q} onInput={(event) => { setOffset(0); change({ q: event.currentTarget.value }, true); }} />
        {data && <span class="quiet" role="status">{data.total.toLocaleString("en")} {data.total === 1 ? "article" : "articles"}</span>}
      </p>
      {error && <Failed error={error} retry={again} />}
      {!data && !error && <Loading what="articles" />}
      {data && data.articles.length === 0 && <Empty>No article holds these words.</Empty>}
      <ul class="plain articles">
        {data?.articles.map((article) => (
          <li key={article.id}>
            <ArticleLink article={article} />
            <span class="quiet">{[article.publisher, article.issued, article.facts !== undefined ? `${article.facts} facts` : ""].filter(Boolean).map((text) => clean(text!)).join(" · ")}</span>
          </li>
        ))}
      </ul>
      {data && data.total > 50 && (
        <p class="row">
          <button type="button" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - 50))}>Earlier in the list</button>
          <button type="button" disabled={offset + 50 >= data.total} onClick={() => setOffset(offset + 50)}>Further</button>
        </p>
      )}
    </div>
  );
}

export function ArticlePage({ id }: { id: string }) {
  const { data, error, again } = useAsk(id, (signal) => api.article(id, signal));
  if (error) return <div class="page"><Failed error={error} retry={again} /></div>;
  if (!data) return <div class="page"><Loading what="the article" /></div>;
  return <ArticleView key={id} article={data} />;
}

interface Piece {
  text: string;
  mention?: Article["mentions"][number];
  marked: boolean;
  first: boolean;
}

/** Cut the text where mentions and the marked span begin and end.  Offsets count code points. */
function pieces(article: Article, marked: [number, number] | null): Piece[] {
  const points = Array.from(article.text);
  const mentions = article.mentions.filter((m) => m.start < m.end && m.end <= points.length).sort((a, b) => a.start - b.start || b.end - a.end);
  const cuts = new Set([0, points.length]);
  let reached = 0;
  const apart = mentions.filter((mention) => {
    if (mention.start < reached) return false;
    reached = mention.end;
    return true;
  });
  for (const { start, end } of apart) cuts.add(start).add(end);
  if (marked) for (const cut of marked) cuts.add(Math.max(0, Math.min(points.length, cut)));
  const order = [...cuts].sort((a, b) => a - b);
  const found: Piece[] = [];
  for (let i = 0; i + 1 < order.length; i++) {
    const [from, to] = [order[i]!, order[i + 1]!];
    found.push({
      text: points.slice(from, to).join(""),
      mention: apart.find((m) => m.start <= from && to <= m.end),
      marked: marked !== null && marked[0] <= from && to <= marked[1],
      first: marked !== null && from === marked[0],
    });
  }
  return found;
}

function ArticleView({ article }: { article: Article }) {
  const at = here.value.parameters.get("at");
  const found = at?.match(/^(\d+)-(\d+)$/);
  const marked = useMemo<[number, number] | null>(() => (found ? [Number(found[1]), Number(found[2])] : null), [at]);
  const cut = useMemo(() => pieces(article, marked), [article, marked]);
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    mark.current?.scrollIntoView({ block: "center" });
  }, [at]);
  const sel = here.value.parameters.get("sel");
  return (
    <div class="page article">
      <div class="text">
        <h1 dir="auto"><Name text={article.title ?? article.id} /></h1>
        <p class="quiet">
          {[article.publisher, article.issued].filter(Boolean).map((text) => clean(text!)).join(" · ")}
          {article.source && <> · <Address url={article.source} /></>}
        </p>
        <div class="body" dir="auto" lang={article.language || "en"}>
          {cut.map((piece, i) => {
            const inner = piece.mention ? (
              <a
                href={hrefOf("article", article.id, { ...Object.fromEntries(here.value.parameters), sel: piece.mention.thing.id })}
                class={`mention f-${familyOf(piece.mention.thing.class)}${piece.mention.thing.id === sel ? " chosen" : ""}`}
                title={`${clean(piece.mention.thing.label)} (${classInWords(piece.mention.thing.class)})`}
              >
                {clean2(piece.text)}
              </a>
            ) : clean2(piece.text);
            return piece.marked ? <mark key={i} ref={piece.first ? mark : undefined}>{inner}</mark> : <span key={i}>{inner}</span>;
          })}
        </div>
      </div>
      <FactList article={article} at={at} sel={sel} />
    </div>
  );
}

/* Line breaks stay; other control characters and marks of direction go. */
const clean2 = (text: string) => text.split("\n").map(clean).join("\n");

function FactList({ article, at, sel }: { article: Article; at: string | null; sel: string | null }) {
  const [all, setAll] = useState(false);
  const about = sel && !all ? article.facts.filter((fact) => fact.subject.id === sel || fact.object?.id === sel) : article.facts;
  const bySubject = new Map<string, ArticleFact[]>();
  for (const fact of about) bySubject.set(fact.subject.id, [...(bySubject.get(fact.subject.id) ?? []), fact]);
  return (
    <section class="facts" aria-label="Facts read in this article">
      <h2>
        {about.length} {about.length === 1 ? "fact" : "facts"}
        {sel && (
          <label class="row small">
            <input type="checkbox" checked={all} onChange={() => setAll(!all)} /> all of the article
          </label>
        )}
      </h2>
      {!about.length && <Empty>{article.facts.length ? "The article states no fact about the chosen thing." : "No fact was read in this article."}</Empty>}
      {[...bySubject].map(([id, facts]) => (
        <section key={id}>
          <h3><ThingLink thing={facts[0]!.subject} /></h3>
          <ul class="plain">
            {facts.map((fact) => {
              const evidence = fact.evidence[0];
              const here_ = evidence && at === `${evidence.start}-${evidence.end}`;
              return (
                <li key={factKey(fact)} class={here_ ? "fact here" : "fact"}>
                  <span class="quiet">{inWords(fact.predicate)}</span>{" "}
                  {fact.object ? <ThingLink thing={fact.object} /> : <Name text={fact.value ?? ""} />}
                  {evidence && (
                    <div class="how">
                      <button type="button" class="why" aria-pressed={here_} onClick={() => change({ at: here_ ? null : `${evidence.start}-${evidence.end}` })}>
                        show the sentence
                      </button>
                      {evidence.confidence !== null && <Confidence value={evidence.confidence} />}
                      {evidence.rule && <code>{clean(evidence.rule)}</code>}
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </section>
  );
}
