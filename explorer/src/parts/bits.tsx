/* Small things that every page uses. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { hrefOf, kept, networkOf } from "../address";
import { api, type Ref } from "../api";
import { classInWords, dates, familyOf, short } from "../looks";
import { dark, toggleTheme } from "../theme";

export const PAGES: Record<string, string> = { network: "Network", timeline: "Timeline", map: "Map", matrix: "Matrix", articles: "Articles" };

/** Name, pages, whatever stands between, and the theme. */
export function PageHeader({ page, root = "", children }: { page: string; root?: string; children?: ComponentChildren }) {
  const shown = Object.entries(PAGES).filter(([key]) => api.online || key !== "articles");
  return (
    <header class="top">
      <a class="brand" href={`${root}#/network`}>{api.title ?? "sco-graph"}</a>
      <nav aria-label="Pages">
        {shown.map(([key, name]) => (
          <a key={key} href={`${root}${hrefOf(key, "", root ? {} : kept())}`} aria-current={page === key || (page === "article" && key === "articles") ? "page" : undefined}>{name}</a>
        ))}
        {api.online && <a href="editor.html" aria-current={page === "sparql" ? "page" : undefined}>SPARQL</a>}
      </nav>
      {children ?? <span class="spring" />}
      <button type="button" onClick={toggleTheme} aria-pressed={dark.value} title="Light or dark">{dark.value ? "Light" : "Dark"}</button>
    </header>
  );
}

const MOST_OF_NAME = 240;

export function Name({ text }: { text: string }) {
  return <bdi dir="auto" title={text.length > MOST_OF_NAME ? short(text, 1000) : undefined}>{short(text, MOST_OF_NAME)}</bdi>;
}

export function Dot({ cls }: { cls: string }) {
  return <span class={`dot f-${familyOf(cls)}`} aria-hidden="true" />;
}

/** A thing by name; leads to it on the network page. */
export function ThingLink({ thing, href }: { thing: Ref; href?: string }) {
  return (
    <a class="thing" href={href ?? networkOf(thing.id)} title={[classInWords(thing.class), dates(thing)].filter(Boolean).join(" · ")}>
      <Dot cls={thing.class} />
      <Name text={thing.label || thing.id} />
    </a>
  );
}

export function ArticleLink({ article, at }: { article: { id: string; title: string | null }; at?: string }) {
  if (!api.online) return <Name text={article.title || article.id} />; // a single file holds no articles
  return (
    <a href={hrefOf("article", article.id, { ...kept(), at })}>
      <Name text={article.title || article.id} />
    </a>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <p class="state" role="status">
      <span class="spinner" aria-hidden="true" /> Loading {what}…
    </p>
  );
}

export function Failed({ error, retry }: { error: string; retry?: () => void }) {
  return (
    <div class="state failed" role="alert">
      <p>{error}</p>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="state">{children}</p>;
}

export interface Asked<T> {
  data: T | null;
  error: string | null;
  again: () => void;
}

/** Ask the server when `key` changes; an answer that comes too late is dropped. */
export function useAsk<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [answer, set] = useState<{ key: string; data: T | null; error: string | null }>({ key: "", data: null, error: null });
  const [round, again] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    load(stop.signal).then(
      (data) => stop.signal.aborted || set({ key, data, error: null }),
      (error: unknown) =>
        stop.signal.aborted || set({ key, data: null, error: error instanceof Error ? error.message : String(error) }),
    );
    return () => stop.abort();
  }, [key, round]);
  const fresh = answer.key === key;
  return { data: fresh ? answer.data : null, error: fresh ? answer.error : null, again: () => again(round + 1) };
}

/** A list that opens under a button; closes on Escape and when the focus leaves it. */
export function Menu({ label, children, title }: { label: string; title?: string; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <div
      class="menu"
      onFocusOut={(event) => {
        if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) {
          event.stopPropagation();
          setOpen(false);
          (event.currentTarget as HTMLElement).querySelector("button")?.focus();
        }
      }}
    >
      <button type="button" aria-expanded={open} title={title} onClick={() => setOpen(!open)}>
        {label} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <div class="menu-list" onClick={(event) => (event.target as HTMLElement).closest("button, a") && setOpen(false)}>
          {children}
        </div>
      )}
    </div>
  );
}
