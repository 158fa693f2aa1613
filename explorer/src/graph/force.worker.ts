/* The force layout off the main thread. */

import { arrange, type Task } from "./arrange";

onmessage = ({ data }: MessageEvent<Task>) => {
  const found = arrange(data);
  postMessage(found, { transfer: [found.buffer] });
};
