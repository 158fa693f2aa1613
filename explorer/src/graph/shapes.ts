/* A shape for each kind of thing, so that kinds differ without colour too; like sco_graph/palette.py's.

   Each is a point that a distance function cuts to its shape: sharp at any size, at the cost of one vertex.  sigma's own
   programs draw instances, which a machine without a graphics card draws one by one. */

import type Sigma from "sigma";
import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { EdgeData, NodeData } from "./known";

const SHAPES = ["disc", "square", "diamond", "up", "down", "star", "hexagon", "plus", "dot"] as const;
type Shape = (typeof SHAPES)[number];

const SHAPE: Record<string, Shape> = {
  Organization: "square",
  State: "disc",
  Place: "down",
  Person: "up",
  Meeting: "diamond",
  Exercise: "star",
  Event: "hexagon",
  EventSeries: "hexagon",
  Agreement: "plus",
  Topic: "dot",
};

export const shapeOf = (family: string): number => SHAPES.indexOf(SHAPE[family] ?? "disc");

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
uniform mat3 u_matrix;
uniform float u_pixels;
varying vec4 v_color;
varying float v_radius;
varying float v_shape;

void main() {
  v_radius = a_size * u_pixels;
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  gl_PointSize = 2.0 * v_radius;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

/** Cuts a point to a shape. */
export const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_radius;
varying float v_shape;

float star(vec2 p) {
  vec2 tip = vec2(0.809017, 0.587785);
  float turn = mod(atan(p.x, p.y), 1.2566371) - 0.6283185;
  p = length(p) * vec2(cos(turn), abs(sin(turn))) - tip;
  vec2 edge = vec2(0.5, 0.866025);
  p += edge * clamp(-dot(p, edge), 0.0, tip.y / edge.y);
  return length(p) * sign(p.x);
}

float outside(vec2 p) {
  if (v_radius < 2.0) return length(p) - 0.92; // too small to tell shapes, and quicker
  vec2 q = abs(p);
  if (v_shape < 0.5) return length(p) - 0.92;
  if (v_shape < 1.5) return max(q.x, q.y) - 0.78;
  if (v_shape < 2.5) return (q.x + q.y - 1.0) * 0.7071;
  if (v_shape < 3.5) return max(q.x * 0.866 + p.y * 0.5, -p.y) - 0.5;
  if (v_shape < 4.5) return max(q.x * 0.866 - p.y * 0.5, p.y) - 0.5;
  if (v_shape < 5.5) return star(p);
  if (v_shape < 6.5) return max(q.x * 0.866 + q.y * 0.5, q.y) - 0.84;
  if (v_shape < 7.5) return min(max(q.x - 0.92, q.y - 0.36), max(q.x - 0.36, q.y - 0.92));
  return length(p) - 0.66;
}

void main(void) {
  vec2 at = vec2(2.0, -2.0) * (gl_PointCoord - 0.5);
  float distance = outside(at) * v_radius + 1.0;
  #ifdef PICKING_MODE
  gl_FragColor = distance > 1.0 ? vec4(0.0) : v_color;
  #else
  gl_FragColor = mix(v_color, vec4(0.0), clamp(distance, 0.0, 1.0));
  #endif
}`;

const { UNSIGNED_BYTE, FLOAT, POINTS } = WebGLRenderingContext;

export type Renderer = Sigma<NodeData, EdgeData>;

/** Draws nodes by the `shape` in their display data. */
export class ShapeProgram extends NodeProgram<"u_pixels" | "u_matrix"> {
  getDefinition() {
    return {
      VERTICES: 1,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: POINTS,
      UNIFORMS: ["u_pixels", "u_matrix"] as const,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData): void {
    const { array } = this;
    array[start] = data.x;
    array[start + 1] = data.y;
    array[start + 2] = data.size;
    array[start + 3] = (data as NodeDisplayData & { shape: number }).shape;
    array[start + 4] = floatColor(data.color);
    array[start + 5] = nodeIndex;
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: { gl: WebGLRenderingContext; uniformLocations: Record<string, WebGLUniformLocation> }): void {
    gl.uniform1f(uniformLocations["u_pixels"]!, params.pixelRatio / params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations["u_matrix"]!, false, params.matrix);
  }
}

const ring = (count: number, turn: number, radius: (i: number) => number): [number, number][] =>
  Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count + turn;
    return [radius(i) * Math.sin(angle), -radius(i) * Math.cos(angle)];
  });

const CORNERS: Partial<Record<Shape, [number, number][]>> = {
  square: [[-0.78, -0.78], [0.78, -0.78], [0.78, 0.78], [-0.78, 0.78]],
  diamond: ring(4, 0, () => 1),
  up: ring(3, 0, () => 1),
  down: ring(3, Math.PI, () => 1),
  star: ring(10, 0, (i) => (i % 2 ? 0.45 : 1)),
  hexagon: ring(6, Math.PI / 6, () => 0.97),
  plus: [[-0.36, -0.92], [0.36, -0.92], [0.36, -0.36], [0.92, -0.36], [0.92, 0.36], [0.36, 0.36], [0.36, 0.92], [-0.36, 0.92], [-0.36, 0.36], [-0.92, 0.36], [-0.92, -0.36], [-0.36, -0.36]],
};

/** The same shapes for SVG: the outline round a point, as path data; y points down. */
export function outline(family: string, x: number, y: number, radius: number): string {
  const shape = SHAPE[family] ?? "disc";
  const corners = CORNERS[shape];
  const round = (value: number) => String(Math.round(value * 100) / 100);
  if (corners) return `M${corners.map(([dx, dy]) => `${round(x + dx * radius)} ${round(y + dy * radius)}`).join("L")}Z`;
  const r = round(radius * (shape === "dot" ? 0.66 : 0.92));
  return `M${round(x - Number(r))} ${round(y)}a${r} ${r} 0 1 0 ${round(2 * Number(r))} 0a${r} ${r} 0 1 0 ${round(-2 * Number(r))} 0Z`;
}
