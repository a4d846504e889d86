import { Line } from './line.js';

/**
 * The page's end of the worker that cleans.
 *
 * The worker remembers the last text and its article. When it is gone, by a cancel or a crash,
 * the next request starts a fresh one and gives it the text again, so that nothing is lost.
 */
export class Cleaner {
  #line = new Line('The cleaner stopped unexpectedly. Your text is safe; try again.');
  /** The text that the worker holds, and the last job it finished. */
  #held;
  #last = null;

  /**
   * Cleans `text`, or the text in the file's `bytes` (which are handed over for good).
   *
   * @param {{text?: string, bytes?: ArrayBuffer, verdicts?: object[]}} job
   * @param {(text: string) => void} [onText] told the text of a file before it is cleaned
   * @param {(share: number) => void} [onProgress] told how much of a long text is done, 0 to 1
   * @returns {Promise<{head: object, body: string | null, pieces: object, blocks: object[], blockSizes: Uint32Array, blockStarts: Uint32Array}>}
   * @throws an `Error` with the core's `code`, or `cancelled`, `crashed`, `not-utf8`
   */
  async clean({ text, bytes, verdicts = [] }, onText, onProgress) {
    const held = this.#line.open && text === this.#held;
    const job = bytes ? { bytes, verdicts } : { text: held ? undefined : text, verdicts };
    this.#held = text;
    const decoded = (told) => {
      this.#held = told;
      onText?.(told);
    };
    const hears = { decoded, share: onProgress, transfer: bytes ? [bytes] : [] };
    const done = await this.#line.ask('clean', job, hears);
    this.#last = { text: this.#held, verdicts };
    return done;
  }

  /** Blocks `from..to` of the article, very long ones split for show. */
  async blocks(from, to) {
    await this.#ensureArticle();
    return this.#line.ask('blocks', { from, to });
  }

  /**
   * The article as `text`, `markdown`, `linked` (Markdown with names linked), `html`, `json` or
   * `csv` (its entities), with what was found in it.
   */
  async format(format, found) {
    await this.#ensureArticle();
    return this.#line.ask('format', { format, found });
  }

  /** Stops whatever is under way; it fails with the code `cancelled`. */
  cancel() {
    this.#line.drop('cancelled', 'Cancelled.');
  }

  forget() {
    this.cancel();
    this.#last = null;
    this.#held = undefined;
  }

  async #ensureArticle() {
    if (!this.#line.open && this.#last) await this.clean(this.#last);
  }
}
