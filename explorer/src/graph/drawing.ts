/* The picture: sigma over a graphology graph of what the scene shows. */

import { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram } from "sigma/rendering";
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import { animateNodes } from "sigma/utils";
import type { Settings } from "sigma/settings";
import { clean, LOOKS, short } from "../looks";
import type { EdgeData, Graph, NodeData } from "./known";
import type { Positions } from "./layouts";
import { measure, type Size } from "./scene";
import { ShapeProgram, shapeOf } from "./shapes";

export interface Drawn extends NodeData {
  size: number;
  color: string;
  type?: string;
}

export interface Look {
  nodes: Set<string>;
  edges: Set<string>;
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

/** Above this many facts, curves and hover on lines cost too much. */
const MANY_EDGES = 20_000;
/** Above this many, only some of the lines are drawn: more are a blot, and a machine without a graphics card halts. */
export const MOST_LINES = 40_000;
/** Above this many things, a picture is not drawn anew for what the mouse passes over. */
const MANY_NODES = 5_000;

/** Of a small picture, a frame that holds the names too: they stand to the right of their things. */
function roomForNames(targets: Record<string, { x: number; y: number }>) {
  const places = Object.values(targets);
  if (!places.length || places.length > 200) return null;
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.max(right - left, high - low, 1);
  return { x: [left - 0.03 * wide, right + 0.2 * wide] as [number, number], y: [low, high] as [number, number] };
}

type Named = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const same = (one: Look, two: Look): boolean =>
  one.nodes === two.nodes && one.edges === two.edges && one.chosen === two.chosen && one.chosenEdge === two.chosenEdge;

const SIZE = 12;
const font = (bold: boolean): string => `${bold ? 600 : 400} ${SIZE}px system-ui, "DejaVu Sans", sans-serif`;

export class Drawing {
  graph: Graph = new MultiDirectedGraph<NodeData, EdgeData>();
  readonly sigma: Sigma<NodeData, EdgeData>;
  private look: Look = { nodes: new Set(), edges: new Set(), chosen: null, chosenEdge: null };
  private near = new Set<string>();
  private hovered: string | null = null;
  private dragged: string | null = null;
  private stopAnimation: (() => void) | null = null;
  private sized: Size | null = null;
  private collected: { context: CanvasRenderingContext2D; data: Named }[] = [];

  constructor(
    container: HTMLElement,
    private readonly handlers: Handlers,
    private dark: boolean,
  ) {
    this.sigma = new Sigma<NodeData, EdgeData>(this.graph, container, this.settings());
    this.wire();
  }

  private settings(): Partial<Settings<NodeData, EdgeData>> {
    return {
      allowInvalidContainer: true,
      defaultNodeType: "shape",
      nodeProgramClasses: { shape: ShapeProgram as never },
      nodeHoverProgramClasses: { shape: ShapeProgram as never },
      defaultEdgeType: "straight",
      edgeProgramClasses: { straight: EdgeArrowProgram, curved: EdgeCurvedArrowProgram, line: EdgeLineProgram } as never,
      labelDensity: 2,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 4,
      // Names are collected while sigma draws, and written when it has done, the largest things' first.
      defaultDrawNodeLabel: (context, data) => this.collected.push({ context, data: data as Named }),
      defaultDrawNodeHover: (context, data) => this.drawName(context, data as Named, true),
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
    if (!this.look.nodes.has(id)) {
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
      made.label = null;
      made.forceLabel = false;
      made.zIndex = 0;
    }
    return made;
  }

  private reduceEdge(key: string, data: EdgeData): Record<string, unknown> {
    const made = data as EdgeData & Record<string, unknown>;
    // While the graph is exchanged, sigma may still ask about an edge of the former one.
    if (!this.look.edges.has(key) || !this.graph.hasEdge(key)) {
      made["hidden"] = true;
      return made;
    }
    const focus = this.hovered ?? this.look.chosen;
    const strong = key === this.look.chosenEdge || (focus !== null && this.graph.hasExtremity(key, focus));
    if (made["thin"] && !strong) {
      made["hidden"] = true;
      return made;
    }
    const plain = this.dark ? "#626d79" : "#a9afb6";
    const faint = this.dark ? "#272d34" : "#ecedea";
    made["label"] = null;
    made["color"] = strong ? (this.dark ? "#6cbcf5" : "#0067a6") : this.near.size ? faint : plain;
    made["size"] = key === this.look.chosenEdge ? 4 : strong ? 2 : 1;
    made["zIndex"] = strong ? 2 : 0;
    return made;
  }

  /* Write the names that lie on no other. */
  private writeNames(): void {
    const taken: Box[] = [];
    const order = this.collected.filter(({ data }) => data.label && !data.highlighted).sort((a, b) => b.data.size - a.data.size);
    this.collected = [];
    for (const { context, data } of order) {
      context.font = font(false);
      const left = data.x + data.size + 1;
      const box = { left, right: left + context.measureText(data.label!).width + 4, top: data.y - SIZE * 0.7, bottom: data.y + SIZE * 0.7 };
      if (taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) continue;
      taken.push(box);
      this.drawName(context, data, false);
    }
  }

  private drawName(context: CanvasRenderingContext2D, data: Named, over: boolean): void {
    const text = data.label ? clean(data.label) : "";
    const ink = this.dark ? "#e9ecef" : "#1d2126";
    context.font = font(over);
    const x = data.x + data.size + 3;
    const y = data.y + SIZE / 3;
    if (over) {
      context.beginPath();
      context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
      context.lineWidth = 2;
      context.strokeStyle = ink;
      context.stroke();
    }
    if (!text) return;
    context.lineJoin = "round";
    context.lineWidth = over ? 5 : 3;
    context.strokeStyle = this.dark ? "#15181c" : "#fbfbf9";
    context.strokeText(text, x, y);
    context.fillStyle = ink;
    context.fillText(text, x, y);
  }

  private wire(): void {
    const { sigma, handlers } = this;
    sigma.on("afterRender", () => this.writeNames());
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
    const id = this.hovered ?? this.look.chosen;
    this.near = new Set();
    if (!id || !this.graph.hasNode(id)) return;
    this.near.add(id);
    this.graph.forEachEdge(id, (key, _, one, two) => {
      if (this.look.edges.has(key)) this.near.add(one === id ? two : one);
    });
  }

  /** Show a graph in place of the one before.
   *
   * @param keep Whether what stays keeps its place, until `place` gives it another.
   */
  show(graph: Graph, size: Size, look: Look, keep: boolean): void {
    this.stopAnimation?.();
    this.look = look;
    const before = this.graph;
    graph.forEachNode((id) => {
      if (keep && before.hasNode(id)) graph.mergeNodeAttributes(id, { x: before.getNodeAttribute(id, "x"), y: before.getNodeAttribute(id, "y") });
    });
    this.curve(graph);
    this.graph = graph;
    this.resize(size);
    this.hovered = null;
    this.findNear();
    this.sigma.setCustomBBox(null);
    const many = graph.size > MANY_EDGES;
    if (this.sigma.getSetting("hideEdgesOnMove") !== many) this.sigma.setSettings({ enableEdgeEvents: !many, hideEdgesOnMove: many });
    this.sigma.setGraph(graph);
  }

  /* Facts between the same two things get curves of their own. */
  private curve(graph: Graph): void {
    if (graph.size > MANY_EDGES) {
      const step = Math.ceil(graph.size / MOST_LINES);
      let rank = 0;
      graph.forEachEdge((_, data) => Object.assign(data, { type: "line", thin: rank++ % step !== 0 }));
      return;
    }
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
        graph.mergeEdgeAttributes(key, { type: curvature ? "curved" : "straight", curvature } as never);
      });
  }

  resize(size: Size): void {
    this.sized = size;
    const values = measure(this.graph, size);
    const most = [...values.values()].reduce((a, b) => Math.max(a, b), size === "rank" ? 1 : 10);
    const room = Math.max(0.55, Math.min(1, 16 / Math.sqrt(this.graph.order || 1)));
    this.graph.updateEachNodeAttributes((id, data) => ({
      ...data,
      size: room * (5 + 16 * Math.sqrt((values.get(id) ?? 0) / (size === "same" ? 6 : most))),
    }));
  }

  place(positions: Positions, pins: Map<string, [number, number]>, animate: boolean): void {
    const targets: Record<string, { x: number; y: number }> = {};
    for (const id of this.graph.nodes()) {
      const pinned = pins.get(id);
      const at = pinned ? { x: pinned[0], y: pinned[1] } : positions.get(id);
      if (at) targets[id] = at;
    }
    this.stopAnimation?.();
    this.sigma.setCustomBBox(roomForNames(targets));
    if (animate && this.graph.order < 3000) {
      this.stopAnimation = animateNodes(this.graph as never, targets, { duration: 350 });
    } else {
      this.graph.updateEachNodeAttributes((id, data) => ({ ...data, ...targets[id] }), { attributes: ["x", "y"] });
    }
  }

  /** As `resize`, unless it has that size already. */
  resizeTo(size: Size): void {
    if (this.sized !== null && this.sized !== size) this.resize(size);
  }

  filter(look: Look): void {
    if (same(look, this.look)) return;
    this.look = look;
    this.findNear();
    this.sigma.refresh({ skipIndexation: true, schedule: true });
  }

  theme(dark: boolean): void {
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
    this.sigma.kill();
  }
}
