/* Where things stand.  The force layout runs in a worker, so that the page stays alive; the others take no time. */

import { known, yearOf, type Graph, type NodeData } from "./known";
import { LOOKS } from "../looks";
import { inSlices } from "../slices";
import { isWhole, type Layout } from "./scene";
import type { Task } from "./arrange";
import { forceWorker } from "./workers";

export type Positions = Map<string, { x: number; y: number }>;

const STEP = 140;
/** Of more things than this, those that lie on one another stay so: to push them apart takes the square of their number. */
const MOST_PUSHED = 600;

export async function layOut(graph: Graph, kind: Layout, signal: AbortSignal): Promise<Positions> {
  if (kind === "circle") return circle(graph);
  if (kind === "time") return beside(graph, byTime(graph), signal);
  if (kind === "map") return beside(graph, await byPlace(graph, signal), signal);
  if (isWhole()) return given(graph);
  return force(graph, signal, known);
}

function given(graph: Graph): Positions {
  return new Map(graph.nodes().map((id) => [id, { x: known.getNodeAttribute(id, "x"), y: known.getNodeAttribute(id, "y") }]));
}

function circle(graph: Graph): Positions {
  const order = Object.keys(LOOKS);
  const key = (id: string) => {
    const { family, start, label } = graph.getNodeAttributes(id);
    return `${String(order.indexOf(family)).padStart(2, "0")} ${start ?? ""} ${label}`;
  };
  const ids = graph.nodes().map((id) => [key(id), id] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, id]) => id);
  const radius = Math.max(STEP, (STEP * ids.length) / (2 * Math.PI));
  return new Map(ids.map((id, i) => {
    const angle = (2 * Math.PI * i) / ids.length;
    return [id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }];
  }));
}

function byTime(graph: Graph): Positions {
  const rows = new Map<number, number>();
  const fixed: Positions = new Map();
  const dated: { id: string; start: string; year: number }[] = [];
  graph.forEachNode((id, { start = "", end }) => {
    const year = yearOf(start || end);
    if (year !== null) dated.push({ id, start, year });
  });
  dated.sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
  for (const { id, year } of dated) {
    const row = rows.get(year) ?? 0;
    rows.set(year, row + 1);
    // Every other year stands half a row higher, so that names have room.
    fixed.set(id, { x: year * STEP * 3, y: ((row % 2 ? 1 : -1) * Math.ceil(row / 2) + (year % 2) / 2) * STEP * 0.8 });
  }
  return fixed;
}

async function byPlace(graph: Graph, signal: AbortSignal): Promise<Positions> {
  const fixed: Positions = new Map();
  const ids = graph.nodes();
  await inSlices(ids.length, (row) => {
    const id = ids[row]!;
    const data = graph.getNodeAttributes(id);
    const at = data.lat === undefined ? whereOf(id) : data;
    if (at?.lat === undefined || at.long === undefined) return;
    const bounded = Math.max(-85, Math.min(85, at.lat));
    const y = (Math.asinh(Math.tan((bounded * Math.PI) / 180)) * 180) / Math.PI;
    // What happened at a place stands beside it.
    const [turn, aside] = at === data ? [0, 0] : [fraction(id) * 2 * Math.PI, STEP * (0.4 + fraction(`${id} `))];
    fixed.set(id, { x: at.long * 60 + aside * Math.cos(turn), y: y * 60 + aside * Math.sin(turn) });
  }, signal);
  return fixed;
}

/** Where a thing is: at its place or seat, or in what holds that. */
function whereOf(id: string, depth = 0): NodeData | undefined {
  if (!known.hasNode(id) || depth > 3) return undefined;
  for (const relation of ["place", "headquarters", "adoptedAt", "locatedIn"])
    for (const edge of known.outEdges(id)) {
      if (known.getEdgeAttribute(edge, "predicate") !== relation) continue;
      const to = known.target(edge);
      const data = known.getNodeAttributes(to);
      const found = data.lat === undefined ? whereOf(to, depth + 1) : data;
      if (found) return found;
    }
  return undefined;
}

/** Put what has no position of its own near the middle of its neighbours that have one. */
async function beside(graph: Graph, fixed: Positions, signal: AbortSignal): Promise<Positions> {
  if (!fixed.size) return circle(graph);
  const placed = new Map(fixed);
  const step = Math.max(STEP, breadth([...fixed.values()]) / 16); // wide enough apart to be told apart when all is shown
  let waiting = graph.nodes().filter((id) => !placed.has(id)).sort();
  while (waiting.length) {
    const ready: Positions = new Map();
    await inSlices(waiting.length, (row) => {
      const id = waiting[row]!;
      let [x, y, count] = [0, 0, 0];
      known.forEachNeighbor(id, (other) => {
        const at = placed.get(other);
        if (!at) return;
        [x, y, count] = [x + at.x, y + at.y, count + 1];
      });
      if (!count) return;
      const chance = fraction(id);
      const reach = step * (0.6 + chance);
      ready.set(id, { x: x / count + reach * Math.cos(chance * 40), y: y / count + reach * Math.sin(chance * 40) });
    }, signal);
    if (!ready.size) {
      const foot = Math.min(...[...placed.values()].map((p) => p.y)) - 3 * STEP;
      const left = Math.min(...[...placed.values()].map((p) => p.x));
      waiting.forEach((id, i) => placed.set(id, { x: left + i * STEP, y: foot }));
      break;
    }
    for (const [id, at] of ready) placed.set(id, at);
    waiting = waiting.filter((id) => !ready.has(id));
  }
  if (placed.size <= MOST_PUSHED) pushApart(placed, fixed);
  return placed;
}

/** Push things that have no position of their own away from those that they lie on. */
function pushApart(placed: Positions, fixed: Positions): void {
  const all = [...placed.values()];
  const loose = [...placed].filter(([id]) => !fixed.has(id)).map(([, at]) => at);
  const least = breadth(all) / Math.max(7, 1.6 * Math.sqrt(all.length)); // so that they stay apart in a narrow window
  for (let round = 0; round < 30; round++)
    for (const one of loose)
      for (const two of all) {
        const [dx, dy] = [one.x - two.x, one.y - two.y];
        const distance = Math.hypot(dx, dy);
        if (one === two || distance >= least) continue;
        const step = (0.5 * (least - distance)) / (distance || 1);
        one.x += (distance ? dx : 1) * step;
        one.y += dy * step;
      }
}

function breadth(points: { x: number; y: number }[]): number {
  const range = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity);
  return Math.max(range(points.map(({ x }) => x)), range(points.map(({ y }) => y)));
}

/** A number from 0 to 1 that hangs on the name alone, so that pictures do not change from visit to visit. */
function fraction(text: string): number {
  let hash = 2166136261;
  for (const ch of text) hash = Math.imul(hash ^ ch.codePointAt(0)!, 16777619);
  return (hash >>> 0) / 2 ** 32;
}

/** Neighbours near each other, worked out in a worker. */
export async function force(graph: Graph, signal: AbortSignal, facts: Graph = graph): Promise<Positions> {
  const ids = graph.nodes();
  const rows = new Map(ids.map((id, row) => [id, row]));
  const edges: number[] = [];
  for (const id of ids) facts.forEachOutEdge(id, (_, __, one, two) => void (rows.has(two) && edges.push(rows.get(one)!, rows.get(two)!)));
  const start = ids.flatMap((id) => {
    const angle = fraction(id) * 2 * Math.PI;
    const reach = STEP * Math.sqrt(ids.length) * fraction(`${id} `);
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
  const task: Task = { edges: Uint32Array.from(edges), start: Float64Array.from(start) };
  const found = (await inWorker(task, signal)) ?? (await import("./arrange")).arrange(task);
  return new Map(ids.map((id, i) => [id, { x: found[2 * i]!, y: found[2 * i + 1]! }]));
}

/** What a worker finds; null where none can be had, as some notebooks allow none: then the page has to wait. */
function inWorker(task: Task, signal: AbortSignal): Promise<Float64Array | null> {
  return new Promise((resolve, reject) => {
    const worker = forceWorker();
    const stop = () => {
      worker.terminate();
      reject(new DOMException("another picture was asked for", "AbortError"));
    };
    const end = (found: Float64Array | null) => {
      signal.removeEventListener("abort", stop);
      worker.terminate();
      resolve(found);
    };
    signal.addEventListener("abort", stop, { once: true });
    worker.onmessage = ({ data }: MessageEvent<Float64Array>) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      end(null);
    };
    worker.postMessage(task);
  });
}
