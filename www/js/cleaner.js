import { failure } from './failure.js';
import { Line } from './line.js';
import { parsed } from './trust.js';

/** From this many characters on, a text is work: it shows progress, and can be cancelled. */
export const LARGE = 1 << 20;

/**
 * The page's end of the worker that cleans.
 *
 * The worker remembers the last text or page and its article. When it is gone, by a cancel or a
 * crash, the next request starts a fresh one and gives it all that again, so that nothing is lost.
 */
export class Cleaner {
  #line = new Line('The cleaner stopped unexpectedly. Your text is safe; try again.');
  /** The source that the worker holds, and the last job it finished. */
  #held;
  #last = null;
  #turn = 0;

  /** Starts the worker when the browser has nothing else to do, so that the first cleaning need not wait for it. */
  wake() {
    const soon = globalThis.requestIdleCallback ?? setTimeout;
    soon(() => this.#line.wake());
  }

  /**
   * What a file holds: `{text}`, or of a page `{html}` and what else is known of it. The bytes are
   * handed over for good.
   *
   * @param {{bytes: ArrayBuffer, name: string, type: string}} file
   * @throws an `Error` with a `code`: `not-text`, `not-utf8`, `not-mail`, `no-page`, `cancelled`
   */
  read(file) {
    return this.#line.ask('read', file, { transfer: [file.bytes] });
  }

  /**
   * Cleans a source: a text, or a page. A page is parsed here, since workers have no parser.
   *
   * @param {{text: string, html?: string}} source
   * @param {object[]} [verdicts]
   * @param {(share: number) => void} [share] told how much of a long text is done, 0 to 1
   * @returns {Promise<{head: object, body: string | null, pieces: object, words?: string, blocks: object[], blockSizes: Uint32Array, blockStarts: Uint32Array}>}
   * @throws an `Error` with the core's `code`, or `cancelled`, `crashed`; `empty-input` also for
   *   a page that says no more than its text
   */
  async clean(source, verdicts = [], share = undefined) {
    const { html, text } = source;
    const turn = ++this.#turn;
    const job = { verdicts };
    const transfer = [];
    if (!this.#line.open || source !== this.#held) {
      // Parsing holds the page, which first shows that it is at work.
      if (html?.length >= LARGE) await new Promise((next) => setTimeout(next, 50));
      const { pageOf } = html ? await import('./page.js') : {};
      if (turn !== this.#turn) throw failure('cancelled');
      if (html) {
        job.page = pageOf(source, parsed);
        transfer.push(job.page.nodes.buffer, job.page.strings.buffer);
      } else job.text = text;
    }
    this.#held = source;
    const done = await this.#line.ask('clean', job, { share, transfer });
    this.#last = [source, verdicts];
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
    this.#turn++;
    this.#line.drop('cancelled', 'Cancelled.');
  }

  forget() {
    this.cancel();
    this.#last = null;
    this.#held = undefined;
  }

  async #ensureArticle() {
    if (!this.#line.open && this.#last) await this.clean(...this.#last);
  }
}
