/* The lines of a large picture.  sigma makes several objects for each line and draws arrows; here a line is two numbers
   that the graphics card keeps, and a part of the lines can be drawn while the picture moves. */

import type Sigma from "sigma";
import { loadFragmentShader, loadProgram, loadVertexShader } from "sigma/rendering";
import { colorToArray } from "sigma/utils";
import type { Facts } from "./facts";
import type { EdgeData, Graph, NodeData } from "./known";

/** Above this many facts, lines are drawn as here. */
export const MANY_FACTS = 20_000;
/** Above this many, only some of the lines are drawn: more are a blot, and a machine without a graphics card halts. */
export const MOST_LINES = 12_000;
/** So many while the picture moves. */
const FEW_LINES = 2_000;
/** Lines are drawn in an order that is spread over the picture; no number of facts but its multiples shares a factor. */
const STRIDE = 1_000_003;

const VERTEX = /* glsl */ `
attribute vec2 a_position;
uniform mat3 u_matrix;
uniform vec3 u_frame;

void main() {
  vec2 framed = (a_position - u_frame.xy) / u_frame.z + 0.5;
  gl_Position = vec4((u_matrix * vec3(framed, 1)).xy, 0, 1);
}`;

const FRAGMENT = /* glsl */ `
precision mediump float;
uniform vec4 u_color;

void main() {
  gl_FragColor = vec4(u_color.rgb * u_color.a, u_color.a);
}`;

export class Lines {
  private readonly gl: WebGLRenderingContext;
  private readonly program: WebGLProgram;
  private readonly points: WebGLBuffer;
  private readonly plain: WebGLBuffer;
  private readonly strong: WebGLBuffer;
  private rows = new Map<string, number>();
  private count = 0;
  private strongCount = 0;

  constructor(private readonly sigma: Sigma<NodeData, EdgeData>) {
    this.gl = sigma.createWebGLContext("lines", { beforeLayer: "edges" } as object);
    sigma.resize(true);
    const { gl } = this;
    gl.getExtension("OES_element_index_uint");
    this.program = loadProgram(gl, [loadVertexShader(gl, VERTEX), loadFragmentShader(gl, FRAGMENT)]);
    [this.points, this.plain, this.strong] = [gl.createBuffer()!, gl.createBuffer()!, gl.createBuffer()!];
  }

  /** Take where the things of a graph stand. */
  place(graph: Graph): void {
    const { gl } = this;
    const at = new Float32Array(2 * graph.order);
    this.rows = new Map();
    graph.forEachNode((id, { x, y }) => {
      const row = this.rows.size;
      this.rows.set(id, row);
      at[2 * row] = x;
      at[2 * row + 1] = y;
    });
    gl.bindBuffer(gl.ARRAY_BUFFER, this.points);
    gl.bufferData(gl.ARRAY_BUFFER, at, gl.STATIC_DRAW);
  }

  /** Take which facts are to be seen, and which thing's, or which one, stands out. */
  show(facts: Facts, focus: string | null, chosen: string | null): void {
    const ends = new Uint32Array(2 * facts.size);
    const strong: number[] = [];
    let rank = 0;
    facts.forEach((key, one, two) => {
      const [from, to] = [this.rows.get(one) ?? 0, this.rows.get(two) ?? 0];
      const place = 2 * ((rank++ * STRIDE) % facts.size);
      ends[place] = from;
      ends[place + 1] = to;
      if (key === chosen || one === focus || two === focus) strong.push(from, to);
    });
    this.count = this.fill(this.plain, ends);
    this.strongCount = this.fill(this.strong, Uint32Array.from(strong));
  }

  private fill(buffer: WebGLBuffer, ends: Uint32Array): number {
    const { gl } = this;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, ends, gl.STATIC_DRAW);
    return ends.length;
  }

  draw(moving: boolean, colors: { plain: string; strong: string }): void {
    const { gl, sigma } = this;
    const { matrix, width, height, pixelRatio } = sigma.getRenderParams();
    const { x, y } = sigma.getCustomBBox() ?? sigma.getBBox();
    gl.viewport(0, 0, width * pixelRatio, height * pixelRatio);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.BLEND);
    gl.useProgram(this.program);
    const place = gl.getAttribLocation(this.program, "a_position");
    gl.bindBuffer(gl.ARRAY_BUFFER, this.points);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, 2, gl.FLOAT, false, 0, 0);
    const uniform = (name: string) => gl.getUniformLocation(this.program, name);
    gl.uniformMatrix3fv(uniform("u_matrix"), false, matrix);
    gl.uniform3f(uniform("u_frame"), (x[0] + x[1]) / 2, (y[0] + y[1]) / 2, Math.max(x[1] - x[0], y[1] - y[0]) || 1);
    const layers = [
      [this.plain, Math.min(this.count, 2 * (moving ? FEW_LINES : MOST_LINES)), colors.plain, 0.25],
      [this.strong, this.strongCount, colors.strong, 1],
    ] as const;
    for (const [buffer, count, color, opacity] of layers) {
      const [red, green, blue] = colorToArray(color);
      gl.uniform4f(uniform("u_color"), red / 255, green / 255, blue / 255, opacity);
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
      gl.drawElements(gl.LINES, count, gl.UNSIGNED_INT, 0);
    }
  }
}
