/* The force layout's worker, from a file of its own; the single-file page swaps this module for workers.inline.ts. */

export const forceWorker = (): Worker => new Worker(new URL("./force.worker.ts", import.meta.url), { type: "module" });
