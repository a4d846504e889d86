import { scriptUrl } from './trust.js';

const BROKEN = new Set(['crashed', 'internal', 'load-failed', 'not-initialised']);

/**
 * The page's end of the worker.
 *
 * The worker remembers the last text and its article. When it is gone, by a cancel or a crash,
 * the next request starts a fresh one and gives it the text again, so that nothing is lost.
 */
export class Cleaner {
  #worker = null;
  #waiting = new Map();
  #next = 0;
  /** The text that the worker holds, and the last job it finished. */
  #held;
  #last = null;

  /**
   * Cleans `text`, or the text in the file's `bytes` (which are handed over for good).
   *
   * @param {{text?: string, bytes?: ArrayBuffer, verdicts?: object[]}} job
   * @param {(text: string) => void} [onText] told the text of a file before it is cleaned
   * @param {(share: number) => void} [onProgress] told how much of a long text is done, 0 to 1
   * @returns {Promise<{head: object, pieces: object, blocks: object[], blockSizes: Uint32Array}>}
   * @throws an `Error` with the core's `code`, or `cancelled`, `crashed`, `not-utf8`
   */
  async clean({ text, bytes, verdicts = [] }, onText, onProgress) {
    const job = bytes
      ? { bytes, verdicts }
      : { text: text === this.#held ? undefined : text, verdicts };
    this.#held = text;
    const decoded = (told) => {
      this.#held = told;
      onText?.(told);
    };
    const hears = { decoded, share: onProgress, transfer: bytes ? [bytes] : [] };
    const done = await this.#ask('clean', job, hears);
    this.#last = { text: this.#held, verdicts };
    return done;
  }

  /** Blocks `from..to` of the article, very long ones split for show. */
  async blocks(from, to) {
    await this.#ensureArticle();
    return this.#ask('blocks', { from, to });
  }

  /** The article as `text`, `markdown`, `html` or `json`. */
  async format(format) {
    await this.#ensureArticle();
    return this.#ask('format', { format });
  }

  /** Stops whatever is under way; it fails with the code `cancelled`. */
  cancel() {
    this.#drop('cancelled', 'Cancelled.');
  }

  forget() {
    this.cancel();
    this.#last = null;
  }

  async #ensureArticle() {
    if (!this.#worker && this.#last) await this.clean(this.#last);
  }

  #ask(task, job, { transfer = [], ...hears } = {}) {
    this.#worker ??= this.#start();
    const id = this.#next++;
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail, ...hears });
      this.#worker.postMessage({ id, task, ...job }, transfer);
    });
  }

  #start() {
    const worker = new Worker(scriptUrl('worker.js'), { type: 'module' });
    worker.onmessage = ({ data }) => this.#answer(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#crash();
    };
    worker.onmessageerror = () => this.#crash();
    return worker;
  }

  #answer({ id, done, failed, decoded, share }) {
    const asked = this.#waiting.get(id);
    if (!asked) return;
    if (decoded !== undefined) return asked.decoded(decoded);
    if (share !== undefined) return asked.share?.(share);
    this.#waiting.delete(id);
    if (!failed) return asked.done(done);
    asked.fail(failure(failed.code, failed.message));
    // A worker in an unknown state is of no more use.
    if (BROKEN.has(failed.code)) this.#crash();
  }

  #crash() {
    this.#drop('crashed', 'The cleaner stopped unexpectedly. Your text is safe; try again.');
  }

  #drop(code, message) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#held = undefined;
    for (const { fail } of this.#waiting.values()) fail(failure(code, message));
    this.#waiting.clear();
  }
}

function failure(code, message) {
  return Object.assign(new Error(message), { code });
}
