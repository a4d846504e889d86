import { LARGE } from './cleaner.js';
import { FIRST_CUT, OTHER, PARAGRAPH } from './kinds.js';
import { Pieces } from './pieces.js';
import { problemOf } from './problems.js';
import { decide, inForce, NO_VERDICTS, redo, undo } from './verdicts.js';

/** The state without a text. */
export const EMPTY = {
  /**
   * What came in: its `text`, the `name` of its file; of a page its `html`, and its `url`, `title`
   * and `type` as far as they came with it.
   */
  source: null,
  /** The reader's decisions on it. */
  verdicts: NO_VERDICTS,
  /** The reader's own words for this text alone; see words.js. */
  terms: [],
  /** What the worker made of it; see cleaner.js. */
  result: null,
  /** What was found in the article, and what of finding is under way; see names.js. */
  found: null,
  finding: null,
  /** The mention that the reader has gone to. */
  current: null,
  /** What is under way: `{size, large, share}`; the share that is done, from 0 to 1, once known. */
  busy: null,
  /** What went wrong: `{code, title, message}`. */
  problem: null,
  /** The reason whose cuts alone are shown, as a code. */
  filter: null,
  /** The place that the pencil points at: `{start, end}`. */
  at: null,
};

/** How much a source is, in characters. */
export const lengthOf = ({ html, text }) => (html || text || '').length;

/** Everything that can be done with a text. Actions change the store; views follow it. */
export class Session {
  #store;
  #cleaner;
  #run = 0;

  /**
   * @param store the state: `EMPTY`, and `view`: `paste`, `article`, `both` or `pencil`
   * @param cleaner the worker
   */
  constructor(store, cleaner) {
    this.#store = store;
    this.#cleaner = cleaner;
  }

  /**
   * Cleans a new source; resolves to whether there is now an article of it. A page of which nothing
   * is kept, or that says no more than its text, is taken as text.
   */
  async take(source, { verdicts = NO_VERDICTS, terms } = {}) {
    const { source: old } = this.#store.state;
    const same = old && ['text', 'html', 'url'].every((field) => old[field] === source[field]);
    const mine = same ? old : source;
    // A small text takes the old one's place when it is ready, so that nothing flickers.
    if (lengthOf(mine) >= LARGE) this.#store.set({ ...EMPTY, source: mine });
    const first = mine.html && verdicts.past.length === 0;
    const plain = first && mine.text?.trim() && { text: mine.text, name: mine.name };
    const done = await this.#clean({ source: mine, verdicts, terms, plain });
    return done ?? this.take(plain);
  }

  /** The same for a file. */
  async takeFile({ name, type }, bytes) {
    const mine = this.#start(bytes.byteLength);
    try {
      const read = await this.#cleaner.read({ bytes, name, type });
      return mine === this.#run && this.take({ ...read, name });
    } catch (error) {
      if (mine === this.#run) this.#fail(error);
      return false;
    }
  }

  /** Restores a cut piece, strikes a kept one. */
  toggle(i) {
    const { pieces } = this.#store.state.result;
    return this.#decide(pieces.starts[i], pieces.ends[i], pieces.isCut(i));
  }

  /** Restores pieces `from..to`. */
  restore(from, to) {
    const { pieces } = this.#store.state.result;
    return this.#decide(pieces.starts[from], pieces.ends[to - 1], true);
  }

  undo() {
    return this.#step(undo);
  }

  redo() {
    return this.#step(redo);
  }

  cancel() {
    this.#run++;
    this.#cleaner.cancel();
    this.#store.set({ busy: null });
  }

  forget() {
    this.#run++;
    this.#cleaner.forget();
    this.#store.set({ ...EMPTY, view: 'paste' });
  }

  /** Shows at once what a verdict does, and lets the core make it true. */
  #decide(start, end, keep) {
    const { result, source, verdicts: before } = this.#store.state;
    const to = (code) => (keep === code < FIRST_CUT ? code : keep ? PARAGRAPH : OTHER);
    const verdicts = decide(before, { start, end, keep });
    this.#store.set({
      verdicts,
      result: { ...result, pieces: result.pieces.with(start, end, to) },
    });
    return this.#clean({ source, verdicts });
  }

  #step(move) {
    const { source, verdicts: before } = this.#store.state;
    const verdicts = move(before);
    if (verdicts === before) return undefined;
    this.#store.set({ verdicts });
    return this.#clean({ source, verdicts });
  }

  #start(size) {
    this.#store.set({ busy: { size, large: size >= LARGE }, problem: null });
    return ++this.#run;
  }

  /** Resolves to undefined where the source had better be taken as `plain` text. */
  async #clean({ source, verdicts, terms, plain }) {
    const mine = this.#start(lengthOf(source));
    const progress = (share) => {
      const { busy } = this.#store.state;
      if (mine === this.#run && busy?.large) this.#store.set({ busy: { ...busy, share } });
    };
    try {
      const result = await this.#cleaner.clean(source, inForce(verdicts), progress);
      if (mine !== this.#run) return false;
      if (plain && result.blockSizes.length === 0) return undefined;
      const fresh = source === this.#store.state.source ? {} : EMPTY;
      const pieces = new Pieces(result.pieces);
      this.#store.set({
        ...fresh,
        source,
        verdicts,
        ...(terms && { terms }),
        result: { ...result, pieces },
        busy: null,
      });
      return true;
    } catch (error) {
      if (mine !== this.#run) return false;
      if (plain && error.code === 'empty-input') return undefined;
      this.#fail(error, source);
      return false;
    }
  }

  /** The text stays whatever happened to it, and so does the article when it is of this text. */
  #fail(error, source) {
    const problem = problemOf(error, source);
    const words = source?.html || source?.text.trim();
    if (!words || source === this.#store.state.source) this.#store.set({ busy: null, problem });
    else this.#store.set({ ...EMPTY, source, problem, view: 'paste' });
  }
}
