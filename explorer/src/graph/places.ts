/* How much room a picture takes, and what facts between the same two things do to stay apart. */

import type { EdgeData, Graph } from "./known";

export interface Frame {
  x: [number, number];
  y: [number, number];
}

/** Of a small picture, a frame that holds the names too, which stand to the right of their things.
 *
 * @param aside The share of the width that the legend takes on the left.
 */
export function roomForNames(targets: Record<string, { x: number; y: number }>, aside: number): Frame | null {
  const places = Object.values(targets);
  if (!places.length || places.length > 200) return null;
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.max(right - left, high - low, 1);
  return { x: [left - (0.03 + aside) * wide, right + 0.2 * wide], y: [low, high] };
}

/** Give facts between the same two things curves of their own. */
export function curve(graph: Graph): void {
  const together = new Map<string, string[]>();
  graph.forEachEdge((key, _, one, two) => {
    const pair = one < two ? `${one}\u0000${two}` : `${two}\u0000${one}`;
    together.set(pair, [...(together.get(pair) ?? []), key]);
  });
  for (const [pair, keys] of together)
    keys.forEach((key, rank) => {
      const offset = (rank - (keys.length - 1) / 2) * 0.24;
      // The other way round, left is right.
      const curvature = pair.startsWith(`${graph.source(key)}\u0000`) ? offset : -offset;
      Object.assign(graph.getEdgeAttributes(key) as EdgeData & Record<string, unknown>, {
        // What joins communities goes both ways.
        type: graph.getEdgeAttribute(key, "weight") !== undefined ? "line" : curvature ? "curved" : "arrow",
        curvature,
      });
    });
}
