/* ForceAtlas2: numbers in, positions out. */

import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

export interface Task {
  edges: Uint32Array;
  start: Float64Array;
}

/** The places of things, x and y of each, from where they start and the rows of the two ends of each line. */
export function arrange(data: Task): Float64Array<ArrayBuffer> {
  const graph = new UndirectedGraph();
  const count = data.start.length / 2;
  for (let i = 0; i < count; i++) graph.addNode(i, { x: data.start[2 * i], y: data.start[2 * i + 1] });
  for (let i = 0; i < data.edges.length; i += 2)
    if (data.edges[i] !== data.edges[i + 1]) graph.mergeEdge(data.edges[i], data.edges[i + 1]);
  forceAtlas2.assign(graph, {
    iterations: count > 5000 ? 120 : count > 1000 ? 250 : 500,
    settings: {
      ...forceAtlas2.inferSettings(graph),
      barnesHutOptimize: count > 800,
      linLogMode: false,
      outboundAttractionDistribution: true,
      gravity: 0.6,
      scalingRatio: 20,
      slowDown: 4,
    },
  });
  const found = new Float64Array(2 * count);
  graph.forEachNode((id, { x, y }) => {
    found[2 * Number(id)] = x;
    found[2 * Number(id) + 1] = y;
  });
  apart(found);
  return found;
}

/* Spread what force crowds: rank the distances from the middle, as the server does, then push overlaps apart. */
function apart(points: Float64Array): void {
  const count = points.length / 2;
  let cx = 0;
  let cy = 0;
  for (let i = 0; i < count; i++) {
    cx += points[2 * i]! / count;
    cy += points[2 * i + 1]! / count;
  }
  const distances = Array.from({ length: count }, (_, i) => Math.hypot(points[2 * i]! - cx, points[2 * i + 1]! - cy));
  const order = distances.map((_, i) => i).sort((a, b) => distances[a]! - distances[b]!);
  const farthest = distances[order[count - 1]!] || 1;
  const radius = 84 * Math.sqrt(count);
  order.forEach((i, rank) => {
    const angle = Math.atan2(points[2 * i + 1]! - cy, points[2 * i]! - cx);
    const reach = radius * (0.6 * Math.sqrt(rank / count) + 0.4 * (distances[i]! / farthest));
    points[2 * i] = reach * Math.cos(angle) * 1.25;
    points[2 * i + 1] = reach * Math.sin(angle);
  });
  if (count > 3000) return;
  for (let round = 0; round < 20; round++)
    for (let i = 0; i < count; i++)
      for (let j = i + 1; j < count; j++) {
        const dx = points[2 * j]! - points[2 * i]!;
        const dy = points[2 * j + 1]! - points[2 * i + 1]!;
        if (Math.abs(dx) > 80 || Math.abs(dy) > 80) continue;
        const distance = Math.hypot(dx, dy) || 1;
        if (distance >= 80) continue;
        const step = (80 - distance) / 4 / distance;
        points[2 * i]! -= dx * step;
        points[2 * i + 1]! -= dy * step;
        points[2 * j]! += dx * step;
        points[2 * j + 1]! += dy * step;
      }
}
