/* How things and facts look in a small picture, as sigma asks: what stands out, and what steps back. */

import type { NodeDisplayData } from "sigma/types";
import { LOOKS, short } from "../looks";
import type { Facts } from "./facts";
import type { EdgeData, Graph, NodeData } from "./known";
import { shapeOf } from "./shapes";

/** What is to be seen of a picture, and what is chosen in it. */
export interface Look {
  nodes: Set<string>;
  edges: Facts;
  chosen: string | null;
  chosenEdge: string | null;
}

export const same = (one: Look, two: Look): boolean =>
  one.nodes === two.nodes && one.edges === two.edges && one.chosen === two.chosen && one.chosenEdge === two.chosenEdge;

/** Up to this many, lines are drawn strongly, and all names stay. */
const FEW_NODES = 150;
/** Up to this many, all that is joined to the chosen thing is named. */
const FEW_NEAR = 25;

export const FAINT = { light: "#cdd1cb", dark: "#444d57" };

export class Style {
  look: Look | null = null;
  hovered: string | null = null;
  /** The thing that the mouse is on, or the chosen one, with what is joined to it. */
  near = new Set<string>();

  constructor(public dark: boolean) {}

  get theme(): "dark" | "light" {
    return this.dark ? "dark" : "light";
  }

  /** Whether the things near the chosen one are few enough to be named, all of them. */
  get namesNear(): boolean {
    return this.near.size > 0 && this.near.size < FEW_NEAR;
  }

  findNear(): void {
    const { look } = this;
    const id = this.hovered ?? look?.chosen;
    this.near = new Set();
    if (!look || !id || !look.edges.graph.hasNode(id)) return;
    this.near.add(id);
    look.edges.graph.forEachEdge(id, (key, _, one, two) => {
      if (look.edges.has(key)) this.near.add(one === id ? two : one);
    });
  }

  colors(few: boolean) {
    return this.dark
      ? { usual: few ? "#7a8591" : "#626d79", faint: "#272d34", strong: "#6cbcf5" }
      : { usual: few ? "#858d96" : "#a9afb6", faint: "#e3e5e1", strong: "#0067a6" };
  }

  /* sigma hands over copies of its own, so that they can be changed in place: with many things that is quicker. */
  node(graph: Graph, id: string, data: NodeData): Partial<NodeDisplayData> {
    const made = data as unknown as Partial<NodeDisplayData> & { shape: number };
    if (!this.look?.nodes.has(id)) {
      made.hidden = true;
      return made;
    }
    made.shape = shapeOf(data.family);
    made.color = LOOKS[data.family]![this.theme];
    made.label = short(data.label, 42);
    made.zIndex = 1;
    made.forceLabel = this.namesNear;
    if (id === this.look.chosen) {
      made.highlighted = made.forceLabel = true;
      made.zIndex = 3;
    } else if (this.near.size && !this.near.has(id)) {
      made.color = FAINT[this.theme];
      if (graph.order > FEW_NODES) made.label = null;
      made.forceLabel = false;
      made.zIndex = 0;
    }
    return made;
  }

  edge(graph: Graph, key: string, data: EdgeData): Record<string, unknown> {
    const made = data as EdgeData & Record<string, unknown>;
    // While the graph is exchanged, sigma may still ask about an edge of the former one.
    if (!this.look?.edges.has(key) || !graph.hasEdge(key)) {
      made["hidden"] = true;
      return made;
    }
    const few = graph.order <= FEW_NODES;
    const focus = this.hovered ?? this.look.chosen;
    const strong = key === this.look.chosenEdge || (focus !== null && graph.hasExtremity(key, focus));
    const { usual, faint, strong: standingOut } = this.colors(few);
    made["label"] = null;
    made["color"] = strong ? standingOut : this.near.size ? faint : usual;
    made["size"] = key === this.look.chosenEdge ? 4 : strong ? 2.2 : few ? 1.6 : 1;
    made["zIndex"] = strong ? 2 : 0;
    return made;
  }
}
