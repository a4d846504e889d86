/**
 * The paste, kept on this device so that it survives a reload. Two records: the text, which may
 * be large and is written once, and the small rest. When storage is not to be had (a private
 * window, a full disk) the page works on without.
 */
const NAME = 'copydesk';
const STORE = 'desk';
let opened = null;

function open() {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      // Another tab may want to erase everything.
      request.result.onversionchange = close;
      done(request.result);
    };
  });
  return opened;
}

async function close() {
  const database = await opened;
  opened = null;
  database?.close();
}

async function transact(mode, work) {
  const transaction = (await open()).transaction(STORE, mode);
  const result = work(transaction.objectStore(STORE));
  await new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = () => fail(transaction.error);
  });
  return result;
}

/** What was kept, `{text, name, verdicts}`, or null. */
export async function recall() {
  try {
    const [text, marks] = await transact('readonly', (store) => [
      store.get('text'),
      store.get('marks'),
    ]);
    return text.result ? { text: text.result, ...marks.result } : null;
  } catch {
    return null;
  }
}

/** Keeps the fields given; returns whether that worked. */
export async function keep({ text, marks }) {
  try {
    await transact('readwrite', (store) => {
      if (text !== undefined) store.put(text, 'text');
      if (marks) store.put(marks, 'marks');
    });
    return true;
  } catch {
    return false;
  }
}

/** Erases everything kept, the database included. */
export async function forget() {
  await transact('readwrite', (store) => store.clear()).catch(() => {});
  await close().catch(() => {});
  await new Promise((done) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = done;
  });
}
