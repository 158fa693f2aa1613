/* The names beside the things: those of the largest first, and none over another. */

import type { NodeDisplayData, PartialButFor } from "sigma/types";
import { clean } from "../looks";

export type Named = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const SIZE = 12;
const font = (bold: boolean): string => `${bold ? 600 : 400} ${SIZE}px system-ui, "DejaVu Sans", sans-serif`;

const meet = (one: Box, two: Box): boolean => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;

export class Names {
  private collected: { context: CanvasRenderingContext2D; data: Named }[] = [];

  /** Names are collected while sigma draws, and written when it has done. */
  collect(context: CanvasRenderingContext2D, data: Named): void {
    this.collected.push({ context, data });
  }

  write(dark: boolean): void {
    const taken: Box[] = [];
    const order = this.collected.filter(({ data }) => data.label && !data.highlighted).sort((a, b) => b.data.size - a.data.size);
    this.collected = [];
    for (const { context, data } of order) {
      context.font = font(false);
      const { left, width } = fitted(context, data);
      const box = { left: left - 2, right: left + width + 2, top: data.y - SIZE * 0.7, bottom: data.y + SIZE * 0.7 };
      if (taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      drawName(context, data, dark);
    }
  }
}

/** A name, and where it begins: to the right of its thing, else to the left, else shortened so that the picture holds it. */
function fitted(context: CanvasRenderingContext2D, { x, size, label }: Named): { text: string; left: number; width: number } {
  const edge = context.canvas.clientWidth;
  const wide = (text: string) => context.measureText(text).width;
  let text = label ? clean(label) : "";
  let width = wide(text);
  const right = x + size + 3;
  if (right + width <= edge || right > edge) return { text, left: right, width };
  const left = x - size - 3 - width;
  if (left > 0) return { text, left, width };
  while (text.length > 6 && right + width > edge) {
    text = `${text.slice(0, -3).trimEnd()}…`;
    width = wide(text);
  }
  return { text, left: right, width };
}

/** Write a thing's name; over the others, with a ring round it, if the mouse is on it. */
export function drawName(context: CanvasRenderingContext2D, data: Named, dark: boolean, over = false): void {
  const ink = dark ? "#e9ecef" : "#1d2126";
  context.font = font(over);
  const { text, left: x } = fitted(context, data);
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
  context.strokeStyle = dark ? "#15181c" : "#fbfbf9";
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}
