/* The server's JSON API: types, and one way to ask.  Everything that comes back is text, never markup. */

export interface Ref {
  id: string;
  label: string;
  class: string;
  start?: string | null;
}

export interface Fact {
  subject: Ref;
  predicate: string;
  object: Ref | null;
  value: string | null;
  articles: number;
  confidence: number | null;
  reference: boolean;
  from?: string | null;
  until?: string | null;
  /** Another article states another value of a property that has one. */
  contradicted?: boolean;
}

export interface Thing extends Ref {
  iri: string;
  alt_labels: string[];
  end?: string | null;
  wikidata?: string | null;
  lat?: number | null;
  long?: number | null;
  facts: Fact[];
}

export interface ArticleRef {
  id: string;
  title: string | null;
  issued: string | null;
  publisher: string | null;
  source: string | null;
  facts?: number;
}

export interface EvidenceItem {
  article: ArticleRef;
  quote: string;
  start: number;
  end: number;
  before: string;
  after: string;
  rule: string | null;
  confidence: number | null;
  resolved_from: string | null;
}

export interface EvidenceAnswer {
  evidence: EvidenceItem[];
  sources: string[];
  contradictions: Fact[];
  /** Why there are no sentences, if not because the reference tables state the fact. */
  note?: string;
}

export interface ArticleFact extends Fact {
  evidence: { start: number; end: number; quote: string; rule: string | null; confidence: number | null }[];
}

export interface Article extends Omit<ArticleRef, "facts"> {
  text: string;
  language?: string;
  mentions: { start: number; end: number; thing: Ref }[];
  facts: ArticleFact[];
}

export interface SearchResult extends Ref {
  matched?: string | null;
}

/** Row -> value; a list where most rows have one. */
type Sparse<T> = { readonly [row: number]: T | null | undefined };

/** A network as columns: see sco_graph/network/columns.py. */
export interface Columns {
  classes: string[];
  predicates: string[];
  nodes: {
    id: string[];
    label: string[];
    class: number[];
    x: number[];
    y: number[];
    start: Sparse<string>;
    end: Sparse<string>;
    lat: Sparse<number>;
    long: Sparse<number>;
    members?: Sparse<number>;
  };
  edges: {
    source: number[];
    target: number[];
    predicate: number[];
    articles: number[];
    reference: number[];
    confidence: Sparse<number>;
    from: Sparse<string>;
    until: Sparse<string>;
    weight?: Sparse<number>;
  };
  total_nodes: number;
  total_edges: number;
  truncated: boolean;
  /** The nodes are communities, as there are too many things to send. */
  communities?: boolean;
}

/** What went wrong, in words that a reader can use. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

type Parameters = Record<string, string | number | null | undefined>;

const root = new URL(".", document.baseURI);

export function address(path: string, parameters: Parameters = {}): string {
  const url = new URL(path, root);
  for (const [key, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== "") url.searchParams.set(key, String(value));
  return url.href;
}

export async function ask<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address(`api/${path}`, parameters), { signal: signal ?? null, headers: { accept: "application/json" } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("The server does not answer. Is it still running?", "unreachable");
  }
  if (answer.ok) return (await answer.json()) as T;
  throw await failure(answer);
}

export async function failure(answer: Response): Promise<ApiError> {
  let message = `The server answered ${answer.status}.`;
  let code = String(answer.status);
  try {
    const body = await answer.json();
    const error = body.error ?? body;
    if (typeof error === "string") message = error;
    else if (typeof error.message === "string") message = error.message;
    else if (typeof error.detail === "string") message = error.detail;
    if (typeof error.code === "string") code = error.code;
  } catch {
    /* no JSON: the status has to do */
  }
  return new ApiError(message, code);
}

const part = encodeURIComponent;

export interface Vocabulary {
  prefixes: Record<string, string>;
  terms: { name: string; kind: "class" | "property" | "value"; label: string; comment: string }[];
}

/** Where answers come from: the server, or in a single-file page the data that it carries (see embedded.ts). */
export const api = {
  online: true,
  title: null as string | null,
  /** All, or of too much the communities; or else the things with most facts, which need no places. */
  network: (limit: number, communities: boolean) => ask<Columns>("network", { limit, communities: String(communities), places: String(communities) }),
  community: (number: number) => ask<Columns>(`communities/${number}`),
  neighbours: (id: string) => ask<Columns>(`neighbours/${part(id)}`),
  path: (from: string, to: string) => ask<Columns>("path", { from, to }),
  search: (q: string, signal?: AbortSignal) =>
    ask<{ results: SearchResult[]; truncated: boolean }>("search", { q, limit: 12 }, signal),
  thing: (id: string, signal?: AbortSignal) => ask<Thing>(`things/${part(id)}`, {}, signal),
  evidence: (fact: Fact) =>
    ask<EvidenceAnswer>("evidence", {
      subject: fact.subject.id,
      predicate: fact.predicate,
      value: fact.object?.id ?? fact.value,
    }),
  articles: (q: string, offset: number, signal?: AbortSignal) =>
    ask<{ articles: ArticleRef[]; total: number }>("articles", { q, offset, limit: 50 }, signal),
  article: (id: string, signal?: AbortSignal) => ask<Article>(`articles/${part(id)}`, {}, signal),
  queries: () => ask<{ queries: { name: string; title: string; description: string; text: string }[] }>("queries"),
  vocabulary: () => ask<Vocabulary>("vocabulary"),
};
