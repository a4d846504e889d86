/**
 * The reader's decisions as a history: `past` holds those in force, `future` those undone.
 * A verdict is `{start, end, keep}` in UTF-16 code units of the paste. All functions are pure.
 */
export const NO_VERDICTS = { past: [], future: [] };

export function decide({ past }, verdict) {
  return { past: [...past, verdict], future: [] };
}

/** The history before its last decision; the same history when there is none. */
export function undo(history) {
  const { past, future } = history;
  return past.length ? { past: past.slice(0, -1), future: [...future, past.at(-1)] } : history;
}

export function redo(history) {
  const { past, future } = history;
  return future.length ? { past: [...past, future.at(-1)], future: future.slice(0, -1) } : history;
}

/** What the core is told: a verdict that a later one covers has nothing left to say. */
export function inForce({ past }) {
  const list = [];
  for (const verdict of past) {
    for (let i = list.length - 1; i >= 0; i--) {
      if (list[i].start >= verdict.start && list[i].end <= verdict.end) list.splice(i, 1);
    }
    list.push(verdict);
  }
  return list;
}

/** The reader's last word on `start..end`: true kept, false struck, undefined nothing said. */
export function lastWord({ past }, start, end) {
  return past.findLast((verdict) => verdict.start < end && verdict.end > start)?.keep;
}
