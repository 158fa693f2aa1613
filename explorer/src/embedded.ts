/* The answers of a single-file page: from the data that it carries, written by sco_graph/single_file.py. */

import { ApiError, api, type ArticleRef, type Columns, type EvidenceAnswer, type EvidenceItem, type Fact, type Ref, type SearchResult, type Thing } from "./api";

type Rows<T> = Record<string, T>;

/** Article, quote, rule (numbers), confidence in percent, what a date was read from. */
type Reason = [number, number, number, number, string?];

export interface Embedded {
  title: string;
  around: string | null;
  columns: Columns;
  names: Rows<string[]>;
  wikidata: Rows<string>;
  /** Row of a thing -> property and values that are no things. */
  literals: Rows<[string, string[]][]>;
  /** Row of a thing -> property -> value -> the values that contradict it. */
  disputed: Rows<Rows<Rows<string[]>>>;
  /** Row of a thing -> property -> value that is no thing -> how many articles say so, and some of them. */
  said: Rows<Rows<Rows<[number, Reason[]]>>>;
  quotes: string[];
  rules: string[];
  articles: ArticleRef[];
  /** Row of a fact -> who says so. */
  evidence: Rows<Reason[]>;
}

const NONE = "This file holds no sentence that states it.";

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Answer from the page's own data instead of the server. */
export function useEmbedded(data: Embedded): void {
  const { columns } = data;
  const { nodes, edges, classes, predicates } = columns;
  const rows = new Map(nodes.id.map((id, row) => [id, row]));
  const outOf = lists(edges.source);
  const into = lists(edges.target);
  const names = nodes.id.map((_, row) => [nodes.label[row]!, ...(data.names[row] ?? [])].map(plain));
  const degree = (row: number) => (outOf.get(row)?.length ?? 0) + (into.get(row)?.length ?? 0);

  const ref = (row: number): Ref => ({ id: nodes.id[row]!, label: nodes.label[row]!, class: classes[nodes.class[row]!]!, start: nodes.start[row] ?? null });
  const fact = (edge: number): Fact => ({
    subject: ref(edges.source[edge]!),
    predicate: predicates[edges.predicate[edge]!]!,
    object: ref(edges.target[edge]!),
    value: null,
    articles: edges.articles[edge]!,
    confidence: edges.confidence[edge] ?? null,
    reference: edges.reference[edge] === 1,
    from: edges.from[edge] ?? null,
    until: edges.until[edge] ?? null,
  });
  const others = (row: number, predicate: string, value: string): string[] => data.disputed[row]?.[predicate]?.[value] ?? [];
  const said = (row: number, predicate: string, value: string): [number, Reason[]] => data.said[row]?.[predicate]?.[value] ?? [0, []];
  function literal(row: number, predicate: string, value: string): Fact {
    const [articles] = said(row, predicate, value);
    const contradicted = others(row, predicate, value).length > 0;
    return { subject: ref(row), predicate, object: null, value, articles, confidence: null, reference: false, contradicted };
  }

  function thing(id: string): Thing {
    const row = rows.get(id);
    if (row === undefined) throw new ApiError("This file does not hold that thing.", "not_found");
    const said = (data.literals[row] ?? []).flatMap(([predicate, values]) => values.map((value) => literal(row, predicate, value)));
    return {
      ...ref(row),
      iri: id,
      alt_labels: data.names[row] ?? [],
      end: nodes.end[row] ?? null,
      wikidata: data.wikidata[row] ?? null,
      lat: nodes.lat[row] ?? null,
      long: nodes.long[row] ?? null,
      facts: [...said, ...(outOf.get(row) ?? []).map(fact), ...(into.get(row) ?? []).map(fact)],
    };
  }

  const item = ([article, quote, rule, confidence, from]: Reason): EvidenceItem => ({
    article: data.articles[article]!,
    quote: data.quotes[quote]!,
    start: 0,
    end: 0,
    before: "",
    after: "",
    rule: data.rules[rule] || null,
    confidence: confidence / 100,
    resolved_from: from ?? null,
  });

  function evidence(asked: Fact): EvidenceAnswer {
    const row = rows.get(asked.subject.id) ?? -1;
    if (asked.value !== null) {
      const contradictions = others(row, asked.predicate, asked.value).map((value) => literal(row, asked.predicate, value));
      return { evidence: said(row, asked.predicate, asked.value)[1].map(item), sources: [], contradictions, note: NONE };
    }
    const edge = (outOf.get(row) ?? []).find(
      (one) => predicates[edges.predicate[one]!] === asked.predicate && nodes.id[edges.target[one]!] === asked.object?.id,
    );
    const found = edge === undefined ? [] : (data.evidence[edge] ?? []);
    return { evidence: found.map(item), sources: [], contradictions: [], note: asked.reference ? undefined : NONE };
  }

  /** Things whose name holds all words, or nearly: a word may lack, have or swap a letter. */
  function search(text: string): SearchResult[] {
    const words = plain(text).split(/\s+/).filter(Boolean);
    const found: { row: number; score: number; matched: number }[] = [];
    names.forEach((own, row) => {
      let best = 0;
      let matched = 0;
      own.forEach((name, i) => {
        const score = name === words.join(" ") ? 4 : words.every((word) => name.includes(word)) ? 2 + Number(name.startsWith(words[0] ?? "")) : near(words, name) ? 1 : 0;
        if (score > best) [best, matched] = [score, i];
      });
      if (best) found.push({ row, score: best, matched });
    });
    found.sort((a, b) => b.score - a.score || degree(b.row) - degree(a.row));
    return found.slice(0, 12).map(({ row, matched }) => ({ ...ref(row), matched: matched ? data.names[row]![matched - 1]! : null }));
  }

  const refuse = async () => {
    throw new ApiError("This file holds no articles: open the graph with `sco-graph serve`.", "offline");
  };
  Object.assign(api, {
    online: false,
    title: data.title,
    network: async () => columns,
    neighbours: async () => columns,
    community: refuse,
    path: refuse,
    search: async (q: string) => ({ results: search(q), truncated: false }),
    thing: async (id: string) => thing(id),
    evidence: async (asked: Fact) => evidence(asked),
    articles: refuse,
    article: refuse,
    queries: refuse,
    vocabulary: refuse,
  });
}

function lists(column: number[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  column.forEach((row, edge) => {
    const list = found.get(row);
    if (list) list.push(edge);
    else found.set(row, [edge]);
  });
  return found;
}

const near = (words: string[], name: string): boolean => {
  const parts = name.split(/[\s,.()"'-]+/);
  return words.every((word) => parts.some((part) => part.startsWith(word) || (word.length > 3 && distance(word, part) <= (word.length > 6 ? 2 : 1))));
};

/** Edits between two words, counting a swap as one; anything above two is told as three. */
function distance(one: string, two: string): number {
  if (Math.abs(one.length - two.length) > 2) return 3;
  let before: number[] = [];
  let row = Array.from({ length: two.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= two.length; j++) {
      const same = one[i - 1] === two[j - 1];
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(!same));
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row[two.length]!;
}
