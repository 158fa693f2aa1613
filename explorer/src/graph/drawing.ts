/* The picture: sigma over a graphology graph of what the scene shows; of a large one sigma draws the things alone. */

import { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import { createEdgeCompoundProgram, EdgeArrowHeadProgram, EdgeClampedProgram } from "sigma/rendering";
import type { NodeDisplayData } from "sigma/types";
import { animateNodes } from "sigma/utils";
import type { Settings } from "sigma/settings";
import { LOOKS, short } from "../looks";
import { inSlices, pause } from "../slices";
import { Facts } from "./facts";
import type { EdgeData, Graph, NodeData } from "./known";
import type { Positions } from "./layouts";
import { Lines } from "./lines";
import { drawName, Names, type Named } from "./names";
import { plain } from "./plain_edges";
import { measure, type Size } from "./scene";
import { Renderer, ShapeProgram, shapeOf } from "./shapes";

export interface Drawn extends NodeData {
  size: number;
  color: string;
  type?: string;
}

export interface Look {
  nodes: Set<string>;
  edges: Facts;
  chosen: string | null;
  chosenEdge: string | null;
}

export interface Handlers {
  node(id: string): void;
  open(id: string): void;
  edge(key: string): void;
  nothing(): void;
  hover(what: { node?: string; edge?: string } | null, at: { x: number; y: number }): void;
  dropped(id: string, x: number, y: number): void;
}

/** Above this many things, a picture is not drawn anew for what the mouse passes over, and places change at once. */
const MANY_NODES = 5_000;
/** Up to this many, lines are drawn strongly, and all names stay. */
const FEW_NODES = 150;
/** So long after the last movement a large picture is drawn whole again, in milliseconds. */
const SETTLED = 300;

/** Of a small picture, a frame that holds the names too, which stand to the right of their things.
 *
 * @param aside The share of the width that the legend takes on the left.
 */
function roomForNames(targets: Record<string, { x: number; y: number }>, aside: number) {
  const places = Object.values(targets);
  if (!places.length || places.length > 200) return null;
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.max(right - left, high - low, 1);
  return { x: [left - (0.03 + aside) * wide, right + 0.2 * wide] as [number, number], y: [low, high] as [number, number] };
}

const same = (one: Look, two: Look): boolean =>
  one.nodes === two.nodes && one.edges === two.edges && one.chosen === two.chosen && one.chosenEdge === two.chosenEdge;

export class Drawing {
  graph: Graph = new MultiDirectedGraph<NodeData, EdgeData>();
  readonly sigma: Renderer;
  /** The lines, where they are too many for sigma. */
  private lines: Lines | null = null;
  private look: Look | null = null;
  private near = new Set<string>();
  private hovered: string | null = null;
  private dragged: string | null = null;
  private stopAnimation: (() => void) | null = null;
  private sized: Size | null = null;
  private facts = new Facts(this.graph, new Set());
  private readonly names = new Names();
  private settling: ReturnType<typeof setTimeout> | undefined;

  constructor(
    container: HTMLElement,
    private readonly handlers: Handlers,
    private dark: boolean,
  ) {
    this.sigma = new Renderer(this.graph, container, this.settings());
    this.wire();
  }

  private settings(): Partial<Settings<NodeData, EdgeData>> {
    return {
      allowInvalidContainer: true,
      defaultNodeType: "shape",
      nodeProgramClasses: { shape: ShapeProgram as never },
      nodeHoverProgramClasses: { shape: ShapeProgram as never },
      defaultEdgeType: "straight",
      edgeProgramClasses: {
        straight: createEdgeCompoundProgram([plain(EdgeClampedProgram), plain(EdgeArrowHeadProgram)]),
        curved: plain(EdgeCurvedArrowProgram),
      } as never,
      labelDensity: 2,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 4,
      defaultDrawNodeLabel: (context, data) => this.names.collect(context, data as Named),
      defaultDrawNodeHover: (context, data) => drawName(context, data as Named, this.dark, true),
      minEdgeThickness: 0.6,
      stagePadding: 40,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      enableEdgeEvents: true,
      nodeReducer: (id, data) => this.reduceNode(id, data),
      edgeReducer: (key, data) => this.reduceEdge(key, data),
    };
  }

  /* sigma hands over copies of its own, so that they can be changed in place: with many things that is quicker. */
  private reduceNode(id: string, data: NodeData): Partial<NodeDisplayData> {
    const made = data as unknown as Partial<NodeDisplayData> & { shape: number };
    if (!this.look?.nodes.has(id)) {
      made.hidden = true;
      return made;
    }
    made.shape = shapeOf(data.family);
    made.color = LOOKS[data.family]![this.dark ? "dark" : "light"];
    made.label = short(data.label, 42);
    made.zIndex = 1;
    made.forceLabel = this.near.size > 0 && this.near.size < 25;
    if (id === this.look.chosen) {
      made.highlighted = made.forceLabel = true;
      made.zIndex = 3;
    } else if (this.near.size && !this.near.has(id)) {
      made.color = this.dark ? "#444d57" : "#cdd1cb";
      if (this.graph.order > FEW_NODES) made.label = null;
      made.forceLabel = false;
      made.zIndex = 0;
    }
    return made;
  }

  private reduceEdge(key: string, data: EdgeData): Record<string, unknown> {
    const made = data as EdgeData & Record<string, unknown>;
    // While the graph is exchanged, sigma may still ask about an edge of the former one.
    if (!this.look?.edges.has(key) || !this.graph.hasEdge(key)) {
      made["hidden"] = true;
      return made;
    }
    const focus = this.hovered ?? this.look.chosen;
    const strong = key === this.look.chosenEdge || (focus !== null && this.graph.hasExtremity(key, focus));
    const { usual, faint, strong: standingOut } = this.colors();
    made["label"] = null;
    made["color"] = strong ? standingOut : this.near.size ? faint : usual;
    made["size"] = key === this.look.chosenEdge ? 4 : strong ? 2.2 : this.graph.order > FEW_NODES ? 1 : 1.6;
    made["zIndex"] = strong ? 2 : 0;
    return made;
  }

  private colors() {
    const few = this.graph.order <= FEW_NODES;
    return this.dark
      ? { usual: few ? "#7a8591" : "#626d79", faint: "#272d34", strong: "#6cbcf5" }
      : { usual: few ? "#858d96" : "#a9afb6", faint: "#e3e5e1", strong: "#0067a6" };
  }

  /* The lines of a large picture: those that there is time for while it moves, then all. */
  private drawLines(): void {
    const { usual, faint, strong } = this.colors();
    this.lines?.draw(this.sigma.moving, { plain: this.near.size ? faint : usual, strong });
  }

  private showLines(): void {
    if (this.lines && this.look) this.lines.show(this.look.edges, this.look.chosen, this.look.chosenEdge);
  }

  /* sigma waits for the picture of what the mouse can point at, in each frame: a large one goes without while it moves. */
  private move(): void {
    if (!this.lines) return;
    this.sigma.moving = true;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.sigma.moving = false;
      this.sigma.scheduleRender();
    }, SETTLED);
  }

  private wire(): void {
    const { sigma, handlers } = this;
    sigma.on("afterRender", () => {
      this.names.write(this.dark);
      this.drawLines();
    });
    sigma.on("afterProcess", () => this.lines?.place(this.graph));
    sigma.getCamera().on("updated", () => this.move());
    const at = (event: { x: number; y: number }) => ({ x: event.x, y: event.y });
    sigma.on("clickNode", ({ node }) => handlers.node(node));
    sigma.on("doubleClickNode", ({ node, event }) => {
      event.preventSigmaDefault();
      handlers.open(node);
    });
    sigma.on("clickEdge", ({ edge }) => handlers.edge(edge));
    sigma.on("clickStage", () => handlers.nothing());
    sigma.on("enterNode", ({ node, event }) => {
      this.focus(node);
      handlers.hover({ node }, at(event));
    });
    sigma.on("leaveNode", () => {
      this.focus(null);
      handlers.hover(null, { x: 0, y: 0 });
    });
    sigma.on("enterEdge", ({ edge, event }) => handlers.hover({ edge }, at(event)));
    sigma.on("leaveEdge", () => handlers.hover(null, { x: 0, y: 0 }));
    let moved = false;
    sigma.on("downNode", ({ node }) => {
      this.dragged = node;
      moved = false;
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    });
    sigma.on("moveBody", ({ event }) => {
      if (!this.dragged) return;
      moved = true;
      const point = sigma.viewportToGraph(event);
      this.graph.mergeNodeAttributes(this.dragged, { x: point.x, y: point.y });
      event.preventSigmaDefault();
      event.original.preventDefault();
      event.original.stopPropagation();
    });
    const drop = () => {
      const id = this.dragged;
      this.dragged = null;
      if (id && moved) handlers.dropped(id, this.graph.getNodeAttribute(id, "x"), this.graph.getNodeAttribute(id, "y"));
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }

  private focus(id: string | null): void {
    if (this.graph.order > MANY_NODES) return;
    this.hovered = id;
    this.findNear();
    this.sigma.refresh({ skipIndexation: true, schedule: true });
  }

  private findNear(): void {
    const { look } = this;
    const id = this.hovered ?? look?.chosen;
    this.near = new Set();
    if (!look || !id || !this.graph.hasNode(id)) return;
    this.near.add(id);
    look.edges.graph.forEachEdge(id, (key, _, one, two) => {
      if (look.edges.has(key)) this.near.add(one === id ? two : one);
    });
  }

  /** Show a graph in place of the one before.
   *
   * @param graph What to show, with its facts.
   * @param keep Whether what stays keeps its place, until `place` gives it another.
   */
  show(graph: Graph, size: Size, look: Look, keep: boolean): void {
    this.stopAnimation?.();
    this.look = look;
    const before = this.graph;
    if (keep)
      graph.forEachNode((id, data) => {
        if (before.hasNode(id)) Object.assign(data, { x: before.getNodeAttribute(id, "x"), y: before.getNodeAttribute(id, "y") });
      });
    this.curve(graph);
    this.graph = graph;
    if (this.lines) this.change(false);
    this.resize(size);
    this.hovered = null;
    this.findNear();
    this.sigma.setCustomBBox(null);
    this.sigma.setGraph(graph);
  }

  /** The same for very many facts: sigma gets the things alone, a few at a time, and `lines` the rest. */
  async showLarge(from: Graph, ids: string[], facts: Facts, size: Size, look: Look, signal: AbortSignal): Promise<void> {
    this.stopAnimation?.();
    const { sigma } = this;
    const graph: Graph = new MultiDirectedGraph<NodeData, EdgeData>();
    [this.graph, this.facts, this.look, this.hovered, this.sized] = [graph, facts, look, null, size];
    this.findNear();
    await pause();
    if (!this.lines) this.change(true);
    const sizeOf = this.sizes(from, ids, size);
    sigma.setCustomBBox(null);
    sigma.held = true;
    try {
      sigma.setGraph(graph);
      await inSlices(ids.length, (row) => void graph.addNode(ids[row]!, { ...from.getNodeAttributes(ids[row]!), size: sizeOf(ids[row]!) } as NodeData), signal);
    } finally {
      sigma.held = false;
    }
    await pause();
    this.lines?.place(graph);
    this.showLines();
    await pause();
    sigma.scheduleRender();
  }

  private change(many: boolean): void {
    if (!many) this.sigma.killLayer("lines");
    this.lines = many ? new Lines(this.sigma) : null;
    this.sigma.setSettings({ enableEdgeEvents: !many, hideLabelsOnMove: many });
  }

  /* Facts between the same two things get curves of their own. */
  private curve(graph: Graph): void {
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
        Object.assign(graph.getEdgeAttributes(key), { type: curvature ? "curved" : "straight", curvature });
      });
  }

  private sizes(graph: Graph, ids: string[], size: Size): (id: string) => number {
    const values = measure(graph, ids, size);
    let most = size === "rank" ? 1 : 10;
    for (const value of values.values()) most = Math.max(most, value);
    const room = Math.max(0.35, Math.min(1, 16 / Math.sqrt(ids.length || 1)));
    return (id) => room * (5 + 16 * Math.sqrt((values.get(id) ?? 0) / (size === "same" ? 6 : most)));
  }

  private resize(size: Size): void {
    this.sized = size;
    const sizeOf = this.sizes(this.lines ? this.facts.graph : this.graph, this.graph.nodes(), size);
    this.graph.forEachNode((id, data) => void Object.assign(data, { size: sizeOf(id) }));
  }

  private legendsShare(): number {
    const container = this.sigma.getContainer();
    const legend = container.parentElement?.querySelector<HTMLElement>(".legend[open]");
    return legend ? Math.min(0.3, legend.offsetWidth / container.offsetWidth) : 0;
  }

  place(positions: Positions, pins: Map<string, [number, number]>, animate: boolean): void {
    const targets: Record<string, { x: number; y: number }> = {};
    for (const id of this.graph.nodes()) {
      const pinned = pins.get(id);
      const at = pinned ? { x: pinned[0], y: pinned[1] } : positions.get(id);
      if (at) targets[id] = at;
    }
    this.stopAnimation?.();
    this.sigma.setCustomBBox(roomForNames(targets, this.legendsShare()));
    if (animate && this.graph.order < MANY_NODES) {
      this.stopAnimation = animateNodes(this.graph as never, targets, { duration: 350 });
    } else {
      this.graph.forEachNode((id, data) => void Object.assign(data, targets[id]));
      this.sigma.refresh({ schedule: true });
    }
  }

  /** As `resize`, unless it has that size already. */
  resizeTo(size: Size): void {
    if (this.sized === null || this.sized === size) return;
    this.resize(size);
    this.sigma.refresh({ schedule: true });
  }

  filter(look: Look): void {
    if (!this.look || same(look, this.look)) return;
    this.look = look;
    this.findNear();
    this.showLines();
    this.sigma.refresh({ skipIndexation: true, schedule: true });
  }

  theme(dark: boolean): void {
    if (dark === this.dark) return;
    this.dark = dark;
    this.sigma.refresh({ skipIndexation: true, schedule: true });
  }

  fit(): void {
    void this.sigma.getCamera().animatedReset({ duration: 250 });
  }

  goTo(id: string): void {
    const at = this.sigma.getNodeDisplayData(id);
    if (at) void this.sigma.getCamera().animate({ x: at.x, y: at.y, ratio: Math.min(0.6, this.sigma.getCamera().ratio) }, { duration: 300 });
  }

  kill(): void {
    this.stopAnimation?.();
    clearTimeout(this.settling);
    this.sigma.kill();
  }
}
