/* What the mouse and the finger do in the picture: choose, open, point at, drag. */

import type { Renderer } from "./shapes";

export interface Handlers {
  node(id: string): void;
  open(id: string): void;
  edge(key: string): void;
  nothing(): void;
  hover(what: { node?: string; edge?: string } | null, at: { x: number; y: number }): void;
  dropped(id: string, x: number, y: number): void;
}

interface At {
  x: number;
  y: number;
}

/** What the pointer needs of a picture. */
interface Pointed {
  /** Whether sigma draws an empty graph, and the things are found by `hit`. */
  large(): boolean;
  /** The thing at a point of the screen, where sigma does not know of it: in a large picture. */
  hit(at: At): string | null;
  focus(id: string | null): void;
  move(id: string, to: At): void;
  placeOf(id: string): At;
}

export function listen(sigma: Renderer, handlers: Handlers, picture: Pointed): void {
  const at = ({ x, y }: At) => ({ x, y });
  let dragged: string | null = null;
  let moved = false; // then what follows is no click

  sigma.on("clickNode", ({ node }) => {
    if (!moved) handlers.node(node);
  });
  sigma.on("clickEdge", ({ edge }) => handlers.edge(edge));
  sigma.on("clickStage", ({ event }) => {
    if (moved) return;
    const id = picture.hit(event);
    if (id === null) handlers.nothing();
    else handlers.node(id);
  });
  sigma.on("doubleClickNode", ({ node, event }) => {
    event.preventSigmaDefault();
    handlers.open(node);
  });
  sigma.on("doubleClickStage", ({ event }) => {
    const id = picture.hit(event);
    if (id === null) return;
    event.preventSigmaDefault();
    handlers.open(id);
  });

  let pointed: string | null = null;
  const point = (id: string | null, where: At) => {
    if (id === pointed) return;
    pointed = id;
    picture.focus(id);
    handlers.hover(id === null ? null : { node: id }, at(where));
  };
  sigma.on("enterNode", ({ node, event }) => point(node, event));
  sigma.on("leaveNode", ({ event }) => point(null, event));
  sigma.on("leaveStage", ({ event }) => point(null, event));
  sigma.on("enterEdge", ({ edge, event }) => handlers.hover({ edge }, at(event)));
  sigma.on("leaveEdge", () => handlers.hover(null, { x: 0, y: 0 }));

  const grasp = (id: string | null) => {
    dragged = id;
    moved = false;
    if (id !== null && !sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
  };
  sigma.on("downNode", ({ node }) => grasp(node));
  sigma.on("downStage", ({ event }) => grasp(picture.hit(event)));
  sigma.on("moveBody", ({ event }) => {
    if (dragged === null) {
      const inside = sigma.getContainer().contains(event.original.target as Node);
      if (picture.large() && !sigma.getMouseCaptor().isMouseDown) point(inside ? picture.hit(event) : null, event);
      return;
    }
    moved = true;
    picture.move(dragged, sigma.viewportToGraph(event));
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  });
  const drop = () => {
    const id = dragged;
    dragged = null;
    if (id === null || !moved) return;
    const { x, y } = picture.placeOf(id);
    handlers.dropped(id, x, y);
  };
  sigma.on("upNode", drop);
  sigma.on("upStage", drop);
}
