/* Facts of the picture, by what makes them so: there can be hundreds of thousands, too many to list at each step. */

import type { EdgeData, Graph } from "./known";
import { heldIn, type Span } from "./known";

export class Facts {
  readonly size: number;

  /**
   * @param graph Where they stand.
   * @param nodes The things that they are among.
   * @param span The years that they held in.
   */
  constructor(
    readonly graph: Graph,
    private readonly nodes: Set<string>,
    private readonly span: Span = { first: null, last: null },
  ) {
    const all = nodes.size >= graph.order && span.first === null && span.last === null;
    let size = 0;
    if (!all) this.forEach(() => size++);
    this.size = all ? graph.size : size;
  }

  has(key: string): boolean {
    const { graph } = this;
    return graph.hasEdge(key) && this.holds(graph.getEdgeAttributes(key), graph.source(key), graph.target(key));
  }

  forEach(each: (key: string, from: string, to: string) => void): void {
    const few = this.nodes.size * 4 < this.graph.order;
    if (few) for (const id of this.nodes) this.forEachFrom(id, each);
    else this.graph.forEachEdge((key, data, one, two) => void (this.holds(data, one, two) && each(key, one, two)));
  }

  /** Those whose subject is a thing. */
  forEachFrom(id: string, each: (key: string, from: string, to: string) => void): void {
    this.graph.forEachOutEdge(id, (key, data, one, two) => void (this.holds(data, one, two) && each(key, one, two)));
  }

  keys(): string[] {
    const keys: string[] = [];
    this.forEach((key) => keys.push(key));
    return keys;
  }

  private holds(data: EdgeData, one: string, two: string): boolean {
    return this.nodes.has(one) && this.nodes.has(two) && heldIn(data, this.span);
  }
}
