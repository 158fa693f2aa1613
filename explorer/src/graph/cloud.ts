/* A large picture.  sigma makes several objects for each thing and line, and arrows; here a thing is four numbers and a
   line two, which the graphics card keeps, and a part of them can be drawn while the picture moves.  Things and lines
   share one layer: a machine without a graphics card copies each layer of each frame. */

import { loadFragmentShader, loadProgram, loadVertexShader } from "sigma/rendering";
import { colorToArray } from "sigma/utils";
import { LOOKS, short } from "../looks";
import { inSlices } from "../slices";
import type { Facts } from "./facts";
import type { Graph } from "./known";
import { FAINT, type Style } from "./look";
import type { Named } from "./names";
import type { Frame } from "./places";
import { FRAGMENT, shapeOf, type Renderer } from "./shapes";

/** Above this many facts, a picture is drawn as here. */
export const MANY_FACTS = 20_000;
/** Above this many, only some of the lines are drawn: more are a blot, and a machine without a graphics card halts. */
export const MOST_LINES = 12_000;
/** So many lines, and of the whole so many things, the largest, while the picture moves. */
const FEW_LINES = 2_000;
const FEW_THINGS = 15_000;
/** So many names are tried, the largest things' first. */
const MOST_NAMES = 300;
/** A thing that appears smaller than this, in pixels, goes without its name. */
const LEAST_NAMED = 4;
/** Lines are taken in an order that is spread over the picture; no number of facts but its multiples shares a factor. */
const STRIDE = 1_000_003;

const FAMILIES = Object.keys(LOOKS);
const WIDTH = 4; // numbers a thing: x, y, size, family

const PLACE = /* glsl */ `
attribute vec4 a_thing;
uniform mat3 u_matrix;
uniform vec3 u_frame;

vec4 place() {
  vec2 framed = (a_thing.xy - u_frame.xy) / u_frame.z + 0.5;
  return vec4((u_matrix * vec3(framed, 1)).xy, 0, 1);
}`;

const THINGS = /* glsl */ `${PLACE}
uniform float u_pixels;
uniform vec4 u_looks[${FAMILIES.length}];
varying vec4 v_color;
varying float v_radius;
varying float v_shape;

void main() {
  gl_Position = place();
  v_radius = a_thing.z * u_pixels;
  gl_PointSize = 2.0 * v_radius;
  vec4 look = u_looks[int(a_thing.w)];
  v_color = vec4(look.rgb, 1);
  v_shape = look.a;
}`;

const LINES = /* glsl */ `${PLACE}
void main() {
  gl_Position = place();
}`;

const LINE = /* glsl */ `
precision mediump float;
uniform vec4 u_color;

void main() {
  gl_FragColor = vec4(u_color.rgb * u_color.a, u_color.a);
}`;

interface List {
  buffer: WebGLBuffer;
  rows: Uint32Array;
}

const rgb = (color: string): [number, number, number] => {
  const [red, green, blue] = colorToArray(color);
  return [red / 255, green / 255, blue / 255];
};

export class Cloud {
  moving = false;
  private readonly gl: WebGLRenderingContext;
  private readonly programs: { things: WebGLProgram; lines: WebGLProgram };
  private readonly vertices: WebGLBuffer;
  private ids: string[] = [];
  private rows = new Map<string, number>();
  /** Of each thing its place, size and the number of its family; the smallest first, so that the largest lie on top. */
  private things = new Float32Array();
  private readonly lists: Record<"faint" | "usual" | "lines" | "strong", List>;

  constructor(private readonly sigma: Renderer) {
    this.gl = sigma.createWebGLContext("cloud", { beforeLayer: "edges" } as object);
    sigma.resize(true);
    const { gl } = this;
    gl.getExtension("OES_element_index_uint");
    const program = (vertex: string, fragment: string) => loadProgram(gl, [loadVertexShader(gl, vertex), loadFragmentShader(gl, fragment)]);
    this.programs = { things: program(THINGS, FRAGMENT), lines: program(LINES, LINE) };
    this.vertices = gl.createBuffer()!;
    const list = () => ({ buffer: gl.createBuffer()!, rows: new Uint32Array() });
    this.lists = { faint: list(), usual: list(), lines: list(), strong: list() };
  }

  /** Take where the things of a graph stand, and how large they are; nothing is to be seen until it is chosen.
   *
   * @returns The frame that holds them.
   */
  fill(graph: Graph): Frame {
    for (const name of Object.keys(this.lists) as (keyof Cloud["lists"])[]) this.keep(name, []);
    const ids = graph.nodes();
    const sizes = Float32Array.from(ids, (id) => (graph.getNodeAttributes(id) as unknown as { size: number }).size);
    const order = Uint32Array.from(ids.keys()).sort((one, two) => sizes[one]! - sizes[two]!);
    this.ids = Array.from(order, (row) => ids[row]!);
    this.rows = new Map(this.ids.map((id, row) => [id, row]));
    this.things = new Float32Array(WIDTH * ids.length);
    let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
    this.ids.forEach((id, row) => {
      const { x, y, family } = graph.getNodeAttributes(id);
      this.things.set([x, y, sizes[order[row]!]!, FAMILIES.indexOf(family)], WIDTH * row);
      left = Math.min(left, x);
      right = Math.max(right, x);
      low = Math.min(low, y);
      high = Math.max(high, y);
    });
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.vertices);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, this.things, this.gl.DYNAMIC_DRAW);
    return { x: [left, right], y: [low, high] };
  }

  move(id: string, { x, y }: { x: number; y: number }): void {
    const start = WIDTH * this.rows.get(id)!;
    this.things.set([x, y], start);
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.vertices);
    this.gl.bufferSubData(this.gl.ARRAY_BUFFER, 4 * start, this.things.subarray(start, start + 2));
  }

  /** Take which things are to be seen, and which stand out with their facts. */
  choose({ look, near }: Style): void {
    if (!look) return;
    const usual: number[] = [];
    const faint: number[] = [];
    this.ids.forEach((id, row) => {
      if (look.nodes.has(id)) (near.size && !near.has(id) ? faint : usual).push(row);
    });
    const strong: number[] = [];
    const add = (one: string, two: string) => strong.push(this.rows.get(one)!, this.rows.get(two)!);
    const { graph } = look.edges;
    if (look.chosen !== null && graph.hasNode(look.chosen)) graph.forEachEdge(look.chosen, (key, _, one, two) => void (look.edges.has(key) && add(one, two)));
    if (look.chosenEdge !== null && look.edges.has(look.chosenEdge)) add(...graph.extremities(look.chosenEdge));
    this.keep("usual", usual);
    this.keep("faint", faint);
    this.keep("strong", strong);
  }

  /** Take which lines are to be seen. */
  async join(facts: Facts, signal: AbortSignal): Promise<void> {
    const most = Math.min(facts.size, MOST_LINES);
    const ends = new Uint32Array(2 * most);
    let rank = 0;
    await inSlices(this.ids.length, (row) => facts.forEachFrom(this.ids[row]!, (_, one, two) => {
      const place = (rank++ * STRIDE) % facts.size;
      if (place < most) ends.set([this.rows.get(one)!, this.rows.get(two)!], 2 * place);
    }), signal);
    this.keep("lines", ends);
  }

  private keep(name: keyof Cloud["lists"], rows: ArrayLike<number>): void {
    const list = this.lists[name];
    list.rows = Uint32Array.from(rows);
    this.gl.bindBuffer(this.gl.ELEMENT_ARRAY_BUFFER, list.buffer);
    this.gl.bufferData(this.gl.ELEMENT_ARRAY_BUFFER, list.rows, this.gl.STATIC_DRAW);
  }

  /** Draw: while the picture moves, what there is time for. */
  draw(style: Style): void {
    const { gl, sigma, moving, lists } = this;
    const { width, height, pixelRatio, sizeRatio, zoomRatio } = sigma.getRenderParams();
    gl.viewport(0, 0, width * pixelRatio, height * pixelRatio);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.BLEND);
    const { usual, faint, strong } = style.colors(false);
    const line = this.use("lines");
    const lines = (list: List, color: string, opacity: number, most = Infinity) => {
      gl.uniform4f(line("u_color"), ...rgb(color), opacity);
      this.elements(list, gl.LINES, 0, Math.min(list.rows.length, most));
    };
    lines(lists.lines, style.near.size ? faint : usual, 0.25, moving ? 2 * FEW_LINES : Infinity);
    lines(lists.strong, strong, 1);

    const thing = this.use("things");
    gl.uniform1f(thing("u_pixels"), pixelRatio / sizeRatio);
    // Zoomed in, few of the things that are drawn are in sight.
    const most = moving ? Math.ceil(FEW_THINGS / Math.min(1, zoomRatio ** 2)) : Infinity;
    const things = (list: List, colorOf: (family: string) => string) => {
      gl.uniform4fv(thing("u_looks"), FAMILIES.flatMap((family) => [...rgb(colorOf(family)), shapeOf(family)]));
      const begin = Math.max(0, list.rows.length - most);
      this.elements(list, gl.POINTS, begin, list.rows.length - begin);
    };
    things(lists.faint, () => FAINT[style.theme]);
    things(lists.usual, (family) => LOOKS[family]![style.theme]);
  }

  /* Begin to draw with a program. */
  private use(name: keyof Cloud["programs"]): (uniform: string) => WebGLUniformLocation | null {
    const { gl, sigma } = this;
    const program = this.programs[name];
    gl.useProgram(program);
    const thing = gl.getAttribLocation(program, "a_thing");
    gl.bindBuffer(gl.ARRAY_BUFFER, this.vertices);
    gl.enableVertexAttribArray(thing);
    gl.vertexAttribPointer(thing, WIDTH, gl.FLOAT, false, 0, 0);
    const uniform = (key: string) => gl.getUniformLocation(program, key);
    const { x, y } = sigma.getCustomBBox() ?? sigma.getBBox();
    gl.uniformMatrix3fv(uniform("u_matrix"), false, sigma.getRenderParams().matrix);
    gl.uniform3f(uniform("u_frame"), (x[0] + x[1]) / 2, (y[0] + y[1]) / 2, Math.max(x[1] - x[0], y[1] - y[0]) || 1);
    return uniform;
  }

  private elements({ buffer }: List, mode: number, begin: number, count: number): void {
    this.gl.bindBuffer(this.gl.ELEMENT_ARRAY_BUFFER, buffer);
    this.gl.drawElements(mode, count, this.gl.UNSIGNED_INT, 4 * begin);
  }

  /** The thing at a point of the screen, the one on top if there are several. */
  hit(at: { x: number; y: number }): string | null {
    const { sigma, things } = this;
    const { x, y } = sigma.viewportToGraph(at);
    const reach = sigma.scaleSize(1) / sigma.getGraphToViewportRatio();
    for (const { rows } of [this.lists.usual, this.lists.faint])
      for (let i = rows.length - 1; i >= 0; i--) {
        const start = WIDTH * rows[i]!;
        const [dx, dy, radius] = [things[start]! - x, things[start + 1]! - y, things[start + 2]! * reach];
        if (dx * dx + dy * dy <= radius * radius) return this.ids[rows[i]!]!;
      }
    return null;
  }

  /** Things in sight that are large enough to be named, the largest first; near a chosen one those that are joined to it. */
  *named(graph: Graph, style: Style): Iterable<Named> {
    const { rows } = this.lists.usual;
    const { width, height } = this.sigma.getDimensions();
    let tried = 0;
    for (let i = rows.length - 1; i >= 0 && tried < MOST_NAMES; i--) {
      if (!style.namesNear && this.sigma.scaleSize(this.things[WIDTH * rows[i]! + 2]!) < LEAST_NAMED) return;
      const id = this.ids[rows[i]!]!;
      if (id === style.look?.chosen) continue; // it is marked, with its name
      const name = this.name(graph, id, style);
      if (name.x < 0 || name.y < 0 || name.x > width || name.y > height) continue;
      tried++;
      yield name;
    }
  }

  /** A thing where it appears on the screen. */
  name(graph: Graph, id: string, style: Style): Named {
    const start = WIDTH * this.rows.get(id)!;
    const [x, y, size] = this.things.subarray(start, start + 3) as unknown as [number, number, number];
    const { label, family } = graph.getNodeAttributes(id);
    return { ...this.sigma.graphToViewport({ x, y }), size: this.sigma.scaleSize(size), label: short(label, 42), color: LOOKS[family]![style.theme] };
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }
}
