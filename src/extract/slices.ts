/** Long work in short slices between which the page can breathe. */

/** A slice may take this long: a frame at 60 Hz leaves about as much. */
const SLICE_MS = 10;
/** Steps between looks at the clock. */
const STEPS = 8;
/** A busy page still lets us go on after this time. */
const LATEST_MS = 400;

export type Slices = {
  /** Does the steps of `work`, now or after what is being done; resolves when they are done or the signal aborts. */
  run(work: Iterator<unknown>): Promise<void>;
};

/** One worker for all the work of a page, so that two slices never meet in one frame. */
export function createSlices(signal: AbortSignal): Slices {
  let queue: Promise<void> = Promise.resolve();
  return {
    run(work) {
      queue = queue.then(() => drain(work, signal));
      return queue;
    },
  };
}

async function drain(work: Iterator<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const until = performance.now() + SLICE_MS;
    do {
      for (let step = 0; step < STEPS; step += 1) if (work.next().done) return;
    } while (performance.now() < until);
    await idle();
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: LATEST_MS });
    else setTimeout(resolve, 0);
  });
}
