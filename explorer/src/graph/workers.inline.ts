/* As workers.ts, for a page that is one file: the worker's script travels inside it. */

import ForceWorker from "./force.worker.ts?worker&inline";

export const forceWorker = (): Worker => new ForceWorker();
