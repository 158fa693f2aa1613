/* What the network page shows, as the address tells it: which things, which are pinned, which filters are on. */

import { change, current, here, join, kept, hrefOf, go, span, split } from "../address";
import { computed, signal } from "@preact/signals";
import { Facts } from "./facts";
import { inSpan, known, loaded, members, totals, type Graph } from "./known";

export const LAYOUTS = { force: "by links", circle: "circle", time: "by time", map: "by place" } as const;
export type Layout = keyof typeof LAYOUTS;

export const SIZES = { degree: "number of facts", articles: "number of sources", rank: "PageRank", same: "all alike" } as const;
export type Size = keyof typeof SIZES;

export interface Scene {
  seeds: string[];
  path: string[];
  hidden: string[];
  pins: Map<string, [number, number]>;
  layout: Layout;
  size: Size;
  off: string[];
  /** The community that one has gone into. */
  community: number | null;
}

export const scene = computed<Scene>(() => {
  const { parameters } = here.value;
  const layout = parameters.get("layout") ?? "force";
  const size = parameters.get("size") ?? "degree";
  return {
    seeds: split(parameters.get("n")),
    path: split(parameters.get("p")),
    hidden: split(parameters.get("x")),
    pins: new Map(split(parameters.get("pin")).map(pin)),
    layout: layout in LAYOUTS ? (layout as Layout) : "force",
    size: size in SIZES ? (size as Size) : "degree",
    off: split(parameters.get("off")),
    community: /^\d+$/.test(parameters.get("c") ?? "") ? Number(parameters.get("c")) : null,
  };
});

function pin(text: string): [string, [number, number]] {
  const [y = "0", x = "0", ...id] = text.split(":").reverse();
  return [id.reverse().join(":"), [Number(x) || 0, Number(y) || 0]];
}

/** A seed is a thing, or a thing with one relation: `Beijing~place`. */
export function readSeed(seed: string): { id: string; relation: string | null } {
  const at = seed.lastIndexOf("~");
  return at < 0 || known.hasNode(seed) ? { id: seed, relation: null } : { id: seed.slice(0, at), relation: seed.slice(at + 1) };
}

/* What of the address tells which things are shown: to choose one of them, say, changes nothing here. */
const which = computed(() => ["n", "p", "x", "c"].map((name) => here.value.parameters.get(name) ?? "").join("\n"));

/** The things that the picture holds, before filters: all, or the neighbours of the seeds and what lies on the path. */
export const shown = computed<Set<string>>(() => {
  void loaded.value;
  void which.value;
  const { seeds, path, hidden } = scene.peek();
  const ids = new Set<string>();
  for (const seed of seeds) {
    const { id, relation } = readSeed(seed);
    if (!known.hasNode(id)) continue;
    ids.add(id);
    known.forEachEdge(id, (_, edge, one, two) => {
      if (!relation || edge.predicate === relation) ids.add(one === id ? two : one);
    });
  }
  for (const id of path) if (known.hasNode(id)) ids.add(id);
  if (!seeds.length && !path.length) for (const id of everything()) ids.add(id);
  for (const id of hidden) ids.delete(id);
  return ids;
});

/** What there is to see if nothing was asked for: all, or of a graph that is too large its communities or one of them. */
function everything(): string[] {
  const { community } = scene.peek();
  if (!totals.value.communities) return known.nodes();
  if (community !== null) return members.value.get(community) ?? [];
  return known.filterNodes((_, { members: inside }) => inside !== undefined);
}

export const isCommunity = (id: string): boolean => known.hasNode(id) && known.getNodeAttribute(id, "members") !== undefined;

export function enter(community: string): void {
  alter({ c: community.replace("community:", ""), sel: null, e: null, x: null, pin: null });
}

/** Whether the picture holds all there is to see: then the server has worked out the positions. */
export const isWhole = (): boolean => !scene.value.seeds.length && !scene.value.path.length;

/** How many things of each family there are. */
export const families = computed(() => {
  const counts = new Map<string, number>();
  for (const id of shown.value) {
    const family = known.getNodeAttribute(id, "family");
    counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  return counts;
});

/** The facts among some things, whenever they held. */
export const among = (ids: Set<string>): Facts => new Facts(known, ids);

const switchedOff = computed(() => here.value.parameters.get("off") ?? "");

/** Of these, the things and facts that the filters leave. */
export const visible = computed(() => {
  const off = new Set(split(switchedOff.value));
  const years = span.value;
  const nodes = new Set<string>();
  for (const id of shown.value) {
    const data = known.getNodeAttributes(id);
    if (!off.has(data.family) && inSpan(data, years)) nodes.add(id);
  }
  const edges = new Facts(known, nodes, years);
  if (years.first === null && years.last === null) return { nodes, edges };
  const kept = new Set(scene.peek().seeds);
  edges.forEach((_, one, two) => kept.add(one).add(two));
  for (const id of nodes) if (!kept.has(id)) nodes.delete(id);
  return { nodes, edges };
});

/* ---- undo: the addresses that were left by what one did to the picture ---- */

const past = signal<string[]>([]);
export const canUndo = computed(() => past.value.length > 0);

export function alter(patch: Record<string, string | null>): void {
  past.value = [...past.value.slice(-99), current()];
  change(patch);
}

export function undo(): void {
  const last = past.value.at(-1);
  if (last === undefined) return;
  past.value = past.value.slice(0, -1);
  go(last);
}

/* ---- what one can do to the picture ---- */

const without = (list: string[], ...gone: string[]) => list.filter((item) => !gone.includes(item));

export function isExpanded(id: string): boolean {
  const { seeds, path } = scene.value;
  return (!seeds.length && !path.length) || seeds.includes(id);
}

export function expand(id: string, relation: string | null = null): void {
  const { seeds, path, hidden } = scene.value;
  const seed = relation ? `${id}~${relation}` : id;
  const neighbours = new Set([id, ...(known.hasNode(id) ? known.neighbors(id) : [])]);
  alter({ n: join([...without(seeds, seed), seed]), p: join(path), x: join(hidden.filter((h) => !neighbours.has(h))) });
}

export function collapse(id: string): void {
  const { seeds, path } = scene.value;
  const left = seeds.filter((seed) => readSeed(seed).id !== id);
  // With no seed left the whole graph would come back: keep the thing itself.
  alter({ n: join(left), p: join(left.length || path.length ? [...new Set([...path, id])] : [id]) });
}

export function only(id: string): void {
  alter({ n: join([id]), p: null, x: null, sel: id, e: null });
}

export function hide(id: string): void {
  alter({ x: join([...without(scene.value.hidden, id), id]), sel: null, e: null });
}

export function showPath(ids: string[]): void {
  const { seeds } = scene.value;
  alter({ n: join(seeds), p: join(ids), x: null, sel: ids[0] ?? null, e: null });
}

export function setPin(id: string, at: [number, number] | null): void {
  const pins = new Map(scene.value.pins);
  if (at) pins.set(id, at);
  else pins.delete(id);
  alter({ pin: join([...pins].map(([name, [x, y]]) => `${name}:${Math.round(x)}:${Math.round(y)}`)) });
}

export function toggleFamily(family: string): void {
  const { off } = scene.value;
  alter({ off: join(off.includes(family) ? without(off, family) : [...off, family]) });
}

export function select(id: string | null): void {
  change({ sel: id, e: null });
}

export function selectEdge(key: string | null): void {
  change({ e: key === null ? null : join(key.split("\u0000")), sel: null });
}

export const selected = computed(() => here.value.parameters.get("sel"));
export const selectedEdge = computed(() => {
  const parts = split(here.value.parameters.get("e"));
  return parts.length === 3 ? (parts as [string, string, string]) : null;
});

export function whole(): void {
  past.value = [...past.value.slice(-99), current()];
  go(hrefOf("network", "", { ...kept(), layout: here.value.parameters.get("layout") }));
}

/** The measure that sizes go by: a thing's in a graph. */
export function measure(graph: Graph, size: Size): (id: string) => number {
  const ranks = size === "rank" ? pageRank(graph) : null;
  return (id) => {
    if (ranks) return ranks.get(id) ?? 0;
    const inside = graph.getNodeAttribute(id, "members");
    if (inside !== undefined) return inside;
    if (size === "degree") return graph.degree(id);
    return size === "same" ? 1 : graph.reduceEdges(id, (sum, _, edge) => sum + Math.max(1, edge.articles), 0);
  };
}

/** How large things are drawn, by their measure. */
export function radii(values: ArrayLike<number>, size: Size): Float64Array {
  let most = size === "rank" ? 1 : size === "same" ? 6 : 10;
  if (size !== "same") for (let row = 0; row < values.length; row++) most = Math.max(most, values[row]!);
  const room = Math.max(0.35, Math.min(1, 16 / Math.sqrt(values.length || 1)));
  return Float64Array.from(values, (value) => room * (5 + 16 * Math.sqrt(value / most)));
}

/* Over arrays, as a round for each thing and fact by name takes seconds in a large graph. */
function pageRank(graph: Graph): Map<string, number> {
  const ids = graph.nodes();
  const rows = new Map(ids.map((id, row) => [id, row]));
  const ends = new Uint32Array(2 * graph.size);
  const degree = new Uint32Array(ids.length);
  let end = 0;
  graph.forEachEdge((_, __, one, two) => {
    for (const id of [one, two]) {
      const row = rows.get(id)!;
      ends[end++] = row;
      degree[row]!++;
    }
  });
  let rank = new Float64Array(ids.length).fill(1);
  for (let round = 0; round < 25; round++) {
    const next = new Float64Array(ids.length).fill(0.15);
    for (let i = 0; i < ends.length; i += 2) {
      const [one, two] = [ends[i]!, ends[i + 1]!];
      next[two]! += (0.85 * rank[one]!) / degree[one]!;
      next[one]! += (0.85 * rank[two]!) / degree[two]!;
    }
    rank = next;
  }
  return new Map(ids.map((id, row) => [id, rank[row]!]));
}
