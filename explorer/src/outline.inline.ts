/* As outline.ts, for a page that is one file and asks nobody, not even itself. */

import data from "world-atlas/countries-110m.json";
import type { Outline } from "./outline";

export const outline = async (): Promise<Outline> => data as unknown as Outline;
