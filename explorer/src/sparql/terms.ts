/* Terms that a query can use: prefixes, this vocabulary's classes and properties, and how IRIs are shortened by them. */

import { signal } from "@preact/signals";
import { api } from "../api";

export interface Term {
  /** As it is written in a query: `sco:Exercise`. */
  name: string;
  kind: "class" | "property" | "value";
  label: string;
  comment: string;
}

export const ID = "https://w3id.org/sco-graph/id/";

export const prefixes = signal<Record<string, string>>({
  sco: "https://w3id.org/sco-graph/ontology#",
  id: ID,
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
});
export const terms = signal<Term[]>([]);

export async function loadTerms(): Promise<void> {
  const found = await api.vocabulary();
  prefixes.value = found.prefixes;
  terms.value = found.terms;
}

export function shorten(iri: string): string {
  const found = Object.entries(prefixes.value).find(([, space]) => iri.startsWith(space) && iri.length > space.length);
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}
