/* Long work in short pieces, so that the page stays alive meanwhile. */

const SLICE = 20; // milliseconds, about a frame

export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Do something for each of `count` rows; another page or picture that is asked for meanwhile ends it. */
export async function inSlices(count: number, each: (row: number) => void, signal?: AbortSignal): Promise<void> {
  let began = performance.now();
  for (let row = 0; row < count; row++) {
    each(row);
    if (row % 200 !== 199 || performance.now() - began < SLICE) continue;
    await pause();
    signal?.throwIfAborted();
    began = performance.now();
  }
}
