/* Who says so: the sentences that state a fact, each in its article, with rule and confidence, and what contradicts it. */

import { hrefOf, kept } from "../address";
import { api, type Fact } from "../api";
import { clean, inWords } from "../looks";
import { ArticleLink, Failed, Loading, Name, useAsk } from "./bits";

export const factKey = (fact: Fact): string =>
  [fact.subject.id, fact.predicate, fact.object?.id ?? "", fact.value ?? ""].join("\u0000");

const SAFE = /^https?:\/\//i;

/** An address is a link only if it is one of the web; anything else stays text. */
export function Address({ url }: { url: string }) {
  return SAFE.test(url) ? (
    <a href={url} rel="noopener noreferrer external" target="_blank">
      {clean(url)}
    </a>
  ) : (
    <span>{clean(url)}</span>
  );
}

export function Evidence({ fact }: { fact: Fact }) {
  const { data, error, again } = useAsk(factKey(fact), () => api.evidence(fact));
  if (error) return <Failed error={error} retry={again} />;
  if (!data) return <Loading what="evidence" />;
  return (
    <div class="evidence">
      {data.evidence.map((item) => (
        <figure key={`${item.article.id} ${item.start}`}>
          <blockquote dir="auto">
            {item.before && <span class="around">…{clean(lastWords(item.before))}</span>}
            <mark>{clean(item.quote)}</mark>
            {item.after && <span class="around">{clean(firstWords(item.after))}…</span>}
          </blockquote>
          <figcaption>
            <ArticleLink article={item.article} at={`${item.start}-${item.end}`} />
            {[item.article.publisher, item.article.issued].filter(Boolean).map((text) => (
              <span key={text}> · <Name text={text!} /></span>
            ))}
            <div class="how">
              {item.confidence !== null && <Confidence value={item.confidence} />}
              {item.rule && <span>rule <code>{clean(item.rule)}</code></span>}
              {item.resolved_from && <span>read from “{clean(item.resolved_from)}”</span>}
            </div>
          </figcaption>
        </figure>
      ))}
      {!data.evidence.length && <p class="quiet">{data.note ?? "Stated in the curated reference tables."}</p>}
      {data.sources.length > 0 && (
        <details>
          <summary>Sources of the reference tables ({data.sources.length})</summary>
          <ul class="plain">{data.sources.map((url) => <li key={url}><Address url={url} /></li>)}</ul>
        </details>
      )}
      {data.contradictions.length > 0 && (
        <div class="contradictions" role="note">
          <strong>Others say otherwise:</strong>
          <ul class="plain">
            {data.contradictions.map((other) => (
              <li key={factKey(other)}>
                {inWords(other.predicate)}: <Name text={other.object?.label ?? other.value ?? ""} />
                {other.articles > 0 && ` (${other.articles} ${other.articles === 1 ? "article" : "articles"})`}
                {other.reference && " (reference tables)"}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

export function Confidence({ value }: { value: number }) {
  const percent = Math.round(value * 100);
  return (
    <span class="confidence">
      <meter min={0} max={100} value={percent} aria-label="confidence" /> {percent} % sure
    </span>
  );
}

const firstWords = (text: string) => text.slice(0, 90).replace(/\s+\S*$/, "").split(/\n\s*\n/)[0] ?? "";
const lastWords = (text: string) => (text.slice(-90).replace(/^\S*\s+/, "").split(/\n\s*\n/).at(-1) ?? "");

export const articleHref = (id: string, at?: string): string => hrefOf("article", id, { ...kept(), at });
