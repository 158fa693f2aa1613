/* Asking the SPARQL endpoint, and reading what it answers. */

import { address, failure } from "../api";

export interface Cell {
  type: string;
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

export type Answer =
  | { kind: "rows"; names: string[]; rows: Record<string, Cell>[]; text: string; truncated: boolean; time: number }
  | { kind: "boolean"; value: boolean; time: number }
  | { kind: "triples"; text: string; truncated: boolean; time: number };

export async function askSparql(query: string, signal: AbortSignal): Promise<Answer> {
  const began = performance.now();
  const answer = await fetch(address("sparql"), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/sparql-results+json, application/n-triples;q=0.9" },
    body: new URLSearchParams({ query }),
    signal,
  });
  if (!answer.ok) throw await failure(answer);
  const text = await answer.text();
  const time = performance.now() - began;
  const cut = answer.headers.has("x-truncated");
  if (!(answer.headers.get("content-type") ?? "").includes("json")) return { kind: "triples", text, truncated: cut, time };
  const body = JSON.parse(text);
  if (typeof body.boolean === "boolean") return { kind: "boolean", value: body.boolean, time };
  return { kind: "rows", names: body.head?.vars ?? [], rows: body.results?.bindings ?? [], text, truncated: cut, time };
}
