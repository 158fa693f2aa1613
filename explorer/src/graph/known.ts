/* All that the page knows of the graph: what was loaded, as one graphology graph. */

import { MultiDirectedGraph } from "graphology";
import { signal } from "@preact/signals";
import { ApiError, api, type Columns } from "../api";
import type { Facts } from "./facts";
import { DATED, familyOf } from "../looks";
import { inSlices, pause } from "../slices";

export interface NodeData {
  label: string;
  class: string;
  family: string;
  x: number;
  y: number;
  start?: string;
  end?: string;
  lat?: number;
  long?: number;
  /** Of a community: how many things are in it. */
  members?: number;
}

export interface EdgeData {
  predicate: string;
  articles: number;
  reference: boolean;
  confidence?: number;
  from?: string;
  until?: string;
  /** Between communities: how many facts. */
  weight?: number;
}

export type Graph = MultiDirectedGraph<NodeData, EdgeData>;

/** More than this a browser neither holds nor draws well. */
export const MOST_NODES = 50_000;

export const known: Graph = new MultiDirectedGraph<NodeData, EdgeData>();

/** Counts up when more was loaded. */
export const loaded = signal(0);
export const state = signal<"loading" | "ready" | "failed">("loading");
export const problem = signal("");
export const totals = signal({ nodes: 0, edges: 0, truncated: false, communities: false });
/** Community number -> its things, where it was gone into. */
export const members = signal(new Map<number, string[]>());

/** How many things or communities are being asked for. */
export const asking = signal(0);

const complete = new Set<string>();

/** Take what the server sends.
 *
 * @param placed Whether what is known already goes where this puts it.
 */
export async function add(columns: Columns, placed = false): Promise<string[]> {
  const { nodes, edges, classes, predicates } = columns;
  await inSlices(nodes.id.length, (row) => {
    const id = nodes.id[row]!;
    if (known.hasNode(id)) {
      if (placed) Object.assign(known.getNodeAttributes(id), { x: nodes.x[row]!, y: -nodes.y[row]! });
      return;
    }
    const cls = classes[nodes.class[row]!]!;
    known.addNode(id, {
      label: nodes.label[row]!,
      class: cls,
      family: familyOf(cls),
      x: nodes.x[row]!,
      y: -nodes.y[row]!, // the server's y points down, sigma's up
      start: nodes.start[row] ?? undefined,
      end: nodes.end[row] ?? undefined,
      lat: nodes.lat[row] ?? undefined,
      long: nodes.long[row] ?? undefined,
      members: nodes.members?.[row] ?? undefined,
    });
  });
  await inSlices(edges.source.length, (row) => {
    const one = nodes.id[edges.source[row]!]!;
    const two = nodes.id[edges.target[row]!]!;
    const predicate = predicates[edges.predicate[row]!]!;
    const key = edgeKey(one, predicate, two);
    if (known.hasEdge(key)) return;
    known.addEdgeWithKey(key, one, two, {
      predicate,
      articles: edges.articles[row]!,
      reference: edges.reference[row] === 1,
      confidence: edges.confidence[row] ?? undefined,
      from: edges.from[row] ?? undefined,
      until: edges.until[row] ?? undefined,
      weight: edges.weight?.[row] ?? undefined,
    });
  });
  loaded.value++;
  return nodes.id;
}

/** Some of what is known, as a graph of its own to draw. */
export function part(ids: Set<string>, facts: Facts): Graph {
  const graph: Graph = new MultiDirectedGraph<NodeData, EdgeData>();
  for (const id of ids) graph.addNode(id, { ...known.getNodeAttributes(id) });
  facts.forEach((key, one, two) => void graph.addEdgeWithKey(key, one, two, { ...known.getEdgeAttributes(key) }));
  return graph;
}

export const edgeKey = (one: string, predicate: string, two: string): string => `${one}\u0000${predicate}\u0000${two}`;

export async function load(): Promise<void> {
  state.value = "loading";
  try {
    const columns = await api.network(MOST_NODES, true);
    await add(columns);
    await pause();
    const communities = columns.communities === true;
    totals.value = { nodes: columns.total_nodes, edges: columns.total_edges, truncated: columns.truncated || communities, communities };
    state.value = "ready";
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
    state.value = "failed";
  }
}

/** Go into a community. */
export async function loadCommunity(number: number): Promise<void> {
  if (members.value.has(number)) return;
  asking.value++;
  try {
    const ids = await add(await api.community(number), true);
    members.value = new Map(members.value).set(number, ids);
  } finally {
    asking.value--;
  }
}

let largest: Promise<void> | null = null;

/** Of a graph that opens on communities, load the things with most facts: the pages other than the network need them. */
export function loadLargest(): Promise<void> {
  largest ??= api.network(MOST_NODES, false).then((columns) => add(columns)).then(() => undefined);
  largest.catch(() => (largest = null));
  return largest;
}

/** Make sure that a thing and its neighbours are known; where the whole graph was loaded they are. */
export async function ensure(id: string): Promise<void> {
  if (complete.has(id) || (!totals.value.truncated && known.hasNode(id))) return;
  asking.value++;
  try {
    await add(await api.neighbours(id));
    complete.add(id);
  } finally {
    asking.value--;
  }
}

export const yearOf = (date: string | undefined): number | null =>
  date && /^\d{4}/.test(date) ? Number(date.slice(0, 4)) : null;

/** First and last year of a thing that has a date, else null. */
export function yearsOf(data: NodeData): [number, number] | null {
  const first = yearOf(data.start ?? data.end);
  const last = yearOf(data.end ?? data.start);
  return first === null || last === null ? null : [first, last];
}

export interface Span {
  first: number | null;
  last: number | null;
}

/** Whether a thing belongs to a span of years: one that happens must fall in it, one that lasts always does. */
export function inSpan(data: NodeData, span: Span): boolean {
  if ((span.first === null && span.last === null) || !DATED.has(data.family)) return true;
  const years = yearsOf(data);
  return years !== null && (span.first === null || years[1] >= span.first) && (span.last === null || years[0] <= span.last);
}

/** Whether a fact with a span of its own (a membership) held in a span of years. */
export function heldIn(edge: EdgeData, span: Span): boolean {
  if (!edge.from && !edge.until) return true;
  const first = yearOf(edge.from) ?? -Infinity;
  const last = yearOf(edge.until) ?? Infinity;
  return (span.first === null || last >= span.first) && (span.last === null || first <= span.last);
}

/** Number of events and agreements a year, and the years they span. */
export function histogram(): { first: number; last: number; counts: number[] } | null {
  const counts = new Map<number, number>();
  known.forEachNode((_, data) => {
    const years = DATED.has(data.family) ? yearsOf(data) : null;
    if (years) counts.set(years[0], (counts.get(years[0]) ?? 0) + 1);
  });
  if (!counts.size) return null;
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  if (last - first > 400) return null;
  return { first, last, counts: Array.from({ length: last - first + 1 }, (_, i) => counts.get(first + i) ?? 0) };
}

/** A shortest chain of facts between two things; topics are no way through. */
export async function path(from: string, to: string): Promise<string[]> {
  if (totals.value.truncated) {
    const ids = await add(await api.path(from, to));
    ids.forEach((id) => complete.delete(id));
    return ids;
  }
  if (!known.hasNode(from) || !known.hasNode(to)) throw new ApiError("That thing is not in the graph.", "not_found");
  const before = new Map<string, string | null>([[from, null]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next: string[] = [];
    for (const id of edge)
      for (const other of known.neighbors(id))
        if (!before.has(other) && (other === to || known.getNodeAttribute(other, "family") !== "Topic")) {
          before.set(other, id);
          next.push(other);
        }
    edge = next;
  }
  if (!before.has(to)) throw new ApiError("No chain of facts joins these two.", "not_found");
  const chain: string[] = [];
  for (let id: string | null | undefined = to; id; id = before.get(id)) chain.unshift(id);
  return chain;
}
