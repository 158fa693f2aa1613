/* The answer of CONSTRUCT and DESCRIBE as a picture. */

import { MultiDirectedGraph } from "graphology";
import { useEffect, useRef, useState } from "preact/hooks";
import { useSignalEffect } from "@preact/signals";
import { networkOf } from "../address";
import { Drawing } from "../graph/drawing";
import { Facts } from "../graph/facts";
import type { EdgeData, Graph, NodeData } from "../graph/known";
import { force } from "../graph/layouts";
import { familyOf } from "../looks";
import { dark } from "../theme";
import { ID, prefixes, shorten } from "./terms";
import type { Triple } from "./triples";

export const MOST_DRAWN = 3_000;

/** Classes that say little: of a thing with several, another one is shown. */
const GENERAL = new Set(["Agent", "Agreement", "Event", "Meeting", "Organization"]);

/** Things and the triples among them; literals are no nodes, but a label names its thing and a type colours it. */
export function graphOf(triples: Triple[]): Graph {
  const graph: Graph = new MultiDirectedGraph<NodeData, EdgeData>();
  const sco = prefixes.value["sco"] ?? "";
  const node = (id: string) => graph.mergeNode(id, { label: graph.hasNode(id) ? graph.getNodeAttribute(id, "label") : shorten(id) });
  for (const { subject, predicate, object } of triples) {
    node(subject.value);
    if (object.kind === "literal" || predicate.endsWith("#type")) continue;
    node(object.value);
    const key = `${subject.value}\u0000${predicate}\u0000${object.value}`;
    if (!graph.hasEdge(key))
      graph.addEdgeWithKey(key, subject.value, object.value, { predicate: shorten(predicate).replace(/^sco:/, ""), articles: 0, reference: false });
  }
  for (const { subject, predicate, object } of triples) {
    if (predicate.endsWith("#label") && object.kind === "literal") graph.setNodeAttribute(subject.value, "label", object.value);
    if (predicate.endsWith("#type") && object.value.startsWith(sco)) {
      const before = graph.getNodeAttribute(subject.value, "class") ?? "Event";
      if (GENERAL.has(before)) graph.setNodeAttribute(subject.value, "class", object.value.slice(sco.length));
    }
  }
  graph.updateEachNodeAttributes((_, data) => ({ ...data, class: data.class ?? "", family: data.class ? familyOf(data.class) : "Other", x: 0, y: 0 }));
  return graph;
}

export function ResultGraph({ triples }: { triples: Triple[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const [said, say] = useState("Choose a thing to see its name; double-click to open it in the explorer.");
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const graph = graphOf(triples);
    const look = { nodes: new Set(graph.nodes()), edges: new Facts(graph, new Set(graph.nodes())), chosen: null as string | null, chosenEdge: null as string | null };
    const choose = (chosen: string | null, chosenEdge: string | null, words: string) => {
      drawing.current?.filter({ ...look, chosen, chosenEdge });
      say(words);
    };
    const name = (id: string) => graph.getNodeAttribute(id, "label");
    const stop = new AbortController();
    try {
      drawing.current = new Drawing(
        frame.current!,
        {
          node: (id) => choose(id, null, `${name(id)} (${shorten(id)})`),
          open: (id) => id.startsWith(ID) && location.assign(`./${networkOf(id.slice(ID.length))}`),
          edge: (key) => choose(null, key, `${name(graph.source(key))} — ${graph.getEdgeAttribute(key, "predicate")} → ${name(graph.target(key))}`),
          nothing: () => choose(null, null, ""),
          hover: () => undefined,
          dropped: () => undefined,
        },
        dark.value,
      );
      drawing.current.show(graph, "degree", look, false);
      force(graph, stop.signal).then(
        (positions) => drawing.current?.place(positions, new Map(), false),
        (error: unknown) => stop.signal.aborted || setProblem(String(error)),
      );
    } catch (error) {
      setProblem(`This browser cannot draw with WebGL (${error instanceof Error ? error.message : error}); the table holds the same.`);
    }
    return () => {
      stop.abort();
      drawing.current?.kill();
      drawing.current = null;
    };
  }, [triples]);
  useSignalEffect(() => drawing.current?.theme(dark.value));
  return (
    <>
      <div class="canvas-frame result-graph">
        <div ref={frame} class="canvas" role="img" aria-label="The triples as a network; the table holds the same" />
        {problem && <p class="state failed" role="alert">{problem}</p>}
      </div>
      <p class="quiet" role="status">{said}</p>
    </>
  );
}
