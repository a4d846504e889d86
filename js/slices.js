// Long work on a page's main thread, in slices. Work is a generator that yields where it may rest; run at once or in
// slices, it does the same steps in the same order.

/** How many small steps go between two chances to rest. */
export const STRIDE = 64;

/** The longest slice, in milliseconds: with what a browser adds, well below the 50 that a reader notices. */
const SLICE = 12;

/** Does the work to its end, and gives its result. */
export function atOnce(work) {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** Does the work in slices, between which the page goes on, and gives its result. */
export async function inSlices(work) {
  for (;;) {
    const end = performance.now() + SLICE;
    let step = work.next();
    while (!step.done && performance.now() < end) step = work.next();
    if (step.done) return step.value;
    await rest();
  }
}

/** Lets the page go on. */
export function rest() {
  if (globalThis.scheduler?.yield) return globalThis.scheduler.yield();
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}
