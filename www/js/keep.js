import { Shelf } from './shelf.js';

/**
 * The paste, kept on this device so that it survives a reload. Two records: the source, which may
 * be large and is written once, and the small rest. When storage is not to be had (a private
 * window, a full disk) the page works on without.
 */
const shelf = new Shelf('copydesk');

/** What was kept, `{source, verdicts, terms}`, or null. */
export async function recall() {
  try {
    const [source, marks] = await shelf.transact('readonly', (store) => [
      store.get('source'),
      store.get('marks'),
    ]);
    return source.result ? { source: source.result, ...marks.result } : null;
  } catch {
    return null;
  }
}

/** Keeps the fields given; returns whether that worked. */
export async function keep({ source, marks }) {
  try {
    await shelf.transact('readwrite', (store) => {
      if (source) store.put(source, 'source');
      if (marks) store.put(marks, 'marks');
    });
    return true;
  } catch {
    return false;
  }
}

/** Erases everything kept, the database included. */
export function forget() {
  return shelf.erase();
}
