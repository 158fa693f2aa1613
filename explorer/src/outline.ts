/* The outline of the lands, from a file of its own; the single-file page swaps this module for outline.inline.ts. */

import type { GeometryCollection, Topology } from "topojson-specification";
import url from "world-atlas/countries-110m.json?url";

export type Outline = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export const outline = (signal: AbortSignal): Promise<Outline> => fetch(url, { signal }).then((answer) => answer.json() as Promise<Outline>);
