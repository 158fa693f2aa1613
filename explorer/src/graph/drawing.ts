/* The picture: sigma over a graphology graph of what the scene shows; a large one is drawn by `cloud`, and sigma keeps
   the camera. */

import { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { createEdgeCompoundProgram, EdgeArrowHeadProgram, EdgeClampedProgram } from "sigma/rendering";
import type { Settings } from "sigma/settings";
import { animateNodes } from "sigma/utils";
import { inSlices, pause } from "../slices";
import { Cloud } from "./cloud";
import type { Facts } from "./facts";
import type { EdgeData, Graph, NodeData } from "./known";
import type { Positions } from "./layouts";
import { same, Style, type Look } from "./look";
import { drawName, Names, type Named } from "./names";
import { curve, roomForNames } from "./places";
import { plain } from "./plain_edges";
import { listen, type Handlers } from "./pointer";
import { measure, radii, type Size } from "./scene";
import { ShapeProgram, type Renderer } from "./shapes";

/** Above this many things, a picture is not drawn anew for what the mouse passes over, and places change at once. */
const MANY_NODES = 5_000;
/** So long after the last movement a large picture is drawn whole again, in milliseconds. */
const SETTLED = 300;

const emptied = (): Graph => new MultiDirectedGraph<NodeData, EdgeData>();

/* sigma stops before it knows where its camera stands if there is nothing in its graph. */
const nothing = emptied();
nothing.addNode("", { label: "", class: "", family: "Other", x: 0, y: 0 });

/* The sizes of very many things, a few at a time. */
async function sizesIn(graph: Graph, ids: string[], size: Size, signal?: AbortSignal): Promise<Float64Array> {
  const of = measure(graph, size);
  const values = new Float64Array(ids.length);
  await inSlices(ids.length, (row) => void (values[row] = of(ids[row]!)), signal);
  return radii(values, size);
}

export class Drawing {
  graph: Graph = emptied();
  readonly sigma: Renderer;
  private readonly style: Style;
  private readonly names = new Names();
  /** Draws instead of sigma, where there is too much for it. */
  private cloud: Cloud | null = null;
  /** What the sizes in a large picture are measured in: its own graph has no facts. */
  private measured: Graph = this.graph;
  private sized: Size | null = null;
  private joining = new AbortController();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private stopAnimation: (() => void) | null = null;

  constructor(container: HTMLElement, handlers: Handlers, dark: boolean) {
    this.style = new Style(dark);
    this.sigma = new Sigma<NodeData, EdgeData>(this.graph, container, this.settings());
    this.sigma.on("afterRender", () => this.finish());
    this.sigma.getCamera().on("updated", () => this.move());
    listen(this.sigma, handlers, {
      large: () => this.cloud !== null,
      hit: (at) => this.cloud?.hit(at) ?? null,
      focus: (id) => this.focus(id),
      placeOf: (id) => this.graph.getNodeAttributes(id),
      move: (id, { x, y }) => this.drag(id, x, y),
    });
  }

  private settings(): Partial<Settings<NodeData, EdgeData>> {
    return {
      allowInvalidContainer: true,
      // By sigma's own names, as it would make ready its own programs for these too, one after the other.
      defaultNodeType: "circle",
      nodeProgramClasses: { circle: ShapeProgram as never },
      nodeHoverProgramClasses: { circle: ShapeProgram as never },
      defaultEdgeType: "arrow",
      edgeProgramClasses: {
        arrow: createEdgeCompoundProgram([plain(EdgeClampedProgram), plain(EdgeArrowHeadProgram)]),
        curved: plain(EdgeCurvedArrowProgram),
        line: plain(EdgeClampedProgram),
      } as never,
      labelDensity: 2,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 4,
      defaultDrawNodeLabel: (context, data) => this.names.collect(context, data as Named),
      defaultDrawNodeHover: (context, data) => drawName(context, data as Named, this.style.dark, true),
      minEdgeThickness: 0.6,
      stagePadding: 40,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      enableEdgeEvents: true,
      nodeReducer: (id, data) => this.style.node(this.graph, id, data),
      edgeReducer: (key, data) => this.style.edge(this.graph, key, data),
    };
  }

  /* Draw what sigma does not: names, and a large picture. */
  private finish(): void {
    const { cloud, style } = this;
    if (cloud) {
      cloud.draw(style);
      const { labels } = this.sigma.getCanvases();
      if (!cloud.moving) for (const name of cloud.named(this.graph, style)) this.names.collect(labels!.getContext("2d")!, name);
      this.mark();
    }
    this.names.write(style.dark);
  }

  /* Mark what is chosen in a large picture, and what the mouse is on. */
  private mark(): void {
    const { cloud, style } = this;
    const context = this.sigma.getCanvases()["hovers"]!.getContext("2d")!;
    const { width, height } = this.sigma.getDimensions();
    context.clearRect(0, 0, width, height);
    for (const id of new Set([style.look?.chosen, style.hovered]))
      if (id && cloud?.has(id)) drawName(context, cloud.name(this.graph, id, style), style.dark, true);
  }

  /* While a large picture moves, a part of it is drawn: the rest when it has come to rest. */
  private move(): void {
    const { cloud } = this;
    if (!cloud) return;
    cloud.moving = true;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      cloud.moving = false;
      this.sigma.scheduleRender();
    }, SETTLED);
  }

  private drag(id: string, x: number, y: number): void {
    this.graph.mergeNodeAttributes(id, { x, y });
    this.cloud?.move(id, { x, y });
    if (this.cloud) this.sigma.scheduleRender();
  }

  private focus(id: string | null): void {
    if (this.cloud) {
      this.style.hovered = id;
      this.mark();
    } else if (this.graph.order <= MANY_NODES) {
      this.style.hovered = id;
      this.style.findNear();
      this.sigma.refresh({ skipIndexation: true, schedule: true });
    }
  }

  /* Forget the picture before. */
  private begin(graph: Graph, size: Size, look: Look, large: boolean): void {
    this.stopAnimation?.();
    this.joining.abort();
    if (large !== (this.cloud !== null)) this.change(large);
    Object.assign(this.style, { look, hovered: null });
    this.style.findNear();
    this.graph = graph;
    this.sized = size;
  }

  private change(large: boolean): void {
    const { sigma } = this;
    if (!large) sigma.killLayer("cloud");
    this.cloud = large ? new Cloud(sigma) : null;
    // What has nothing to show need not be copied to the screen.
    for (const layer of ["edges", "nodes", "hoverNodes"]) sigma.getCanvases()[layer]!.style.display = large ? "none" : "";
    sigma.setSettings({ enableEdgeEvents: !large, hideLabelsOnMove: large });
  }

  /** Show a graph in place of the one before.
   *
   * @param graph What to show, with its facts.
   * @param keep Whether what stays keeps its place, until `place` gives it another.
   */
  show(graph: Graph, size: Size, look: Look, keep: boolean): void {
    const before = this.graph;
    if (keep)
      graph.forEachNode((id, data) => {
        if (before.hasNode(id)) Object.assign(data, { x: before.getNodeAttribute(id, "x"), y: before.getNodeAttribute(id, "y") });
      });
    curve(graph);
    this.begin(graph, size, look, false);
    this.measured = graph;
    this.resize(size);
    this.sigma.setCustomBBox(null);
    this.sigma.setGraph(graph);
  }

  /** The same for very many facts, a few things at a time.
   *
   * @param look What is to be seen, when it comes to that.
   */
  async showLarge(from: Graph, ids: string[], size: Size, look: () => Look, signal: AbortSignal): Promise<void> {
    await pause();
    const graph = emptied();
    const sizes = await sizesIn(from, ids, size, signal);
    await inSlices(ids.length, (row) => void graph.addNode(ids[row]!, { ...from.getNodeAttributes(ids[row]!), size: sizes[row] } as NodeData), signal);
    await pause();
    signal.throwIfAborted();
    this.begin(graph, size, look(), true);
    this.measured = from;
    await pause();
    signal.throwIfAborted();
    await this.rearrange();
  }

  /* Hand the places and sizes of a large picture to the graphics card. */
  private async rearrange(): Promise<void> {
    const { cloud, graph, sigma, style } = this;
    if (!cloud) return;
    sigma.setCustomBBox(cloud.fill(graph));
    await pause();
    if (cloud !== this.cloud || graph !== this.graph || !style.look) return; // another picture has begun
    cloud.choose(style);
    sigma.setGraph(nothing);
    sigma.refresh({ schedule: true });
    await pause();
    await this.join(style.look.edges);
  }

  private async join(facts: Facts): Promise<void> {
    this.joining.abort();
    this.joining = new AbortController();
    const { signal } = this.joining;
    try {
      await this.cloud?.join(facts, signal);
      this.sigma.scheduleRender();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  private resize(size: Size): void {
    this.sized = size;
    const ids = this.graph.nodes();
    const sizes = radii(ids.map(measure(this.measured, size)), size);
    ids.forEach((id, row) => void Object.assign(this.graph.getNodeAttributes(id), { size: sizes[row] }));
  }

  private legendsShare(): number {
    const container = this.sigma.getContainer();
    const legend = container.parentElement?.querySelector<HTMLElement>(".legend[open]");
    return legend ? Math.min(0.3, legend.offsetWidth / container.offsetWidth) : 0;
  }

  async place(positions: Positions, pins: Map<string, [number, number]>, animate: boolean): Promise<void> {
    const { graph, sigma } = this;
    const ids = graph.nodes();
    const target = (id: string) => {
      const pinned = pins.get(id);
      return pinned ? { x: pinned[0], y: pinned[1] } : positions.get(id);
    };
    const put = (id: string) => void Object.assign(graph.getNodeAttributes(id), target(id));
    this.stopAnimation?.();
    if (this.cloud) {
      await inSlices(ids.length, (row) => put(ids[row]!));
      if (graph === this.graph) await this.rearrange();
      return;
    }
    const targets = Object.fromEntries(ids.flatMap((id) => (target(id) ? [[id, target(id)!]] : [])));
    sigma.setCustomBBox(roomForNames(targets, this.legendsShare()));
    if (animate && graph.order < MANY_NODES) {
      this.stopAnimation = animateNodes(graph as never, targets, { duration: 350 });
      return;
    }
    ids.forEach(put);
    sigma.refresh({ schedule: true });
  }

  /** Change sizes, unless things have them already. */
  async resizeTo(size: Size): Promise<void> {
    const { graph, sigma } = this;
    if (this.sized === null || this.sized === size) return;
    if (!this.cloud) {
      this.resize(size);
      sigma.refresh({ schedule: true });
      return;
    }
    this.sized = size;
    const ids = graph.nodes();
    const sizes = await sizesIn(this.measured, ids, size);
    if (graph !== this.graph || size !== this.sized) return;
    ids.forEach((id, row) => void Object.assign(graph.getNodeAttributes(id), { size: sizes[row] }));
    await this.rearrange();
  }

  filter(look: Look): void {
    const before = this.style.look;
    if (!before || same(look, before)) return;
    this.style.look = look;
    this.style.findNear();
    if (!this.cloud) return void this.sigma.refresh({ skipIndexation: true, schedule: true });
    this.cloud.choose(this.style);
    this.sigma.scheduleRender();
    if (look.edges !== before.edges) void this.join(look.edges);
  }

  theme(dark: boolean): void {
    if (dark === this.style.dark) return;
    this.style.dark = dark;
    this.sigma.refresh({ skipIndexation: true, schedule: true });
  }

  fit(): void {
    void this.sigma.getCamera().animatedReset({ duration: 250 });
  }

  goTo(id: string): void {
    const { sigma } = this;
    if (!this.graph.hasNode(id)) return;
    const { x, y } = sigma.viewportToFramedGraph(sigma.graphToViewport(this.graph.getNodeAttributes(id)));
    void sigma.getCamera().animate({ x, y, ratio: Math.min(0.6, sigma.getCamera().ratio) }, { duration: 300 });
  }

  kill(): void {
    this.stopAnimation?.();
    this.joining.abort();
    clearTimeout(this.settling);
    this.sigma.kill();
  }
}
