const STORE = 'desk';

/** A small database on this device: records under names. All methods but `erase` may fail. */
export class Shelf {
  #name;
  #opened = null;

  constructor(name) {
    this.#name = name;
  }

  /** Does `work` on the records in one transaction, and gives its result once that is done. */
  async transact(mode, work) {
    const transaction = (await this.#open()).transaction(STORE, mode);
    const result = work(transaction.objectStore(STORE));
    await new Promise((done, fail) => {
      transaction.oncomplete = done;
      transaction.onabort = () => fail(transaction.error);
    });
    return result;
  }

  /** Erases everything, the database included. */
  async erase() {
    await this.transact('readwrite', (store) => store.clear()).catch(() => {});
    await this.#close().catch(() => {});
    await new Promise((done) => {
      const request = indexedDB.deleteDatabase(this.#name);
      request.onsuccess = request.onerror = request.onblocked = done;
    });
  }

  #open() {
    this.#opened ??= new Promise((done, fail) => {
      const request = indexedDB.open(this.#name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onerror = () => fail(request.error);
      request.onsuccess = () => {
        // Another tab may want to erase everything.
        request.result.onversionchange = () => this.#close();
        done(request.result);
      };
    });
    return this.#opened;
  }

  async #close() {
    const database = await this.#opened;
    this.#opened = null;
    database?.close();
  }
}
