import { FIRST_CUT, OTHER, PARAGRAPH } from './kinds.js';
import { Pieces } from './pieces.js';
import { problemOf } from './problems.js';
import { decide, inForce, NO_VERDICTS, redo, undo } from './verdicts.js';

/** From this many characters on, a text is work: it shows progress, and can be cancelled. */
const LARGE = 1 << 20;

/** The state without a text. */
export const EMPTY = {
  /** What was pasted, and the name of its file. */
  text: '',
  name: '',
  /** The reader's decisions on it. */
  verdicts: NO_VERDICTS,
  /** The reader's own words for this text alone; see words.js. */
  terms: [],
  /** What the worker made of it: `{head, body, pieces, blocks, blockSizes, blockStarts}`. */
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

  /** Cleans a new text; resolves to whether there is now an article of it. */
  take(text, { name = '', verdicts = NO_VERDICTS, terms } = {}) {
    // A small text takes the old one's place when it is ready, so that nothing flickers.
    if (text.length >= LARGE) this.#store.set({ ...EMPTY, text, name });
    return this.#clean({ text, name, verdicts, terms });
  }

  /** The same for the bytes of a file, which are handed over for good. */
  takeFile(name, bytes) {
    return this.#clean({ text: '', name, verdicts: NO_VERDICTS, bytes });
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
    const { result, text, name, verdicts: before } = this.#store.state;
    const to = (code) => (keep === code < FIRST_CUT ? code : keep ? PARAGRAPH : OTHER);
    const verdicts = decide(before, { start, end, keep });
    this.#store.set({
      verdicts,
      result: { ...result, pieces: result.pieces.with(start, end, to) },
    });
    return this.#clean({ text, name, verdicts });
  }

  #step(move) {
    const { text, name, verdicts: before } = this.#store.state;
    const verdicts = move(before);
    if (verdicts === before) return undefined;
    this.#store.set({ verdicts });
    return this.#clean({ text, name, verdicts });
  }

  async #clean({ text, name, verdicts, terms, bytes }) {
    const mine = ++this.#run;
    const size = bytes?.byteLength ?? text.length;
    this.#store.set({ busy: { size, large: size >= LARGE }, problem: null });
    const decoded = (told) => {
      text = told;
      if (mine === this.#run && size >= LARGE)
        this.#store.set({ ...EMPTY, text, name, busy: this.#store.state.busy });
    };
    const progress = (share) => {
      const { busy } = this.#store.state;
      if (mine === this.#run && busy?.large) this.#store.set({ busy: { ...busy, share } });
    };
    try {
      const result = await this.#cleaner.clean(
        { text, bytes, verdicts: inForce(verdicts) },
        decoded,
        progress,
      );
      if (mine !== this.#run) return false;
      const fresh = text === this.#store.state.text ? {} : EMPTY;
      const pieces = new Pieces(result.pieces);
      this.#store.set({
        ...fresh,
        text,
        name,
        verdicts,
        ...(terms && { terms }),
        result: { ...result, pieces },
        busy: null,
      });
      return true;
    } catch (error) {
      if (mine === this.#run) this.#fail(error, { text, name });
      return false;
    }
  }

  /** The text stays whatever happened to it, and so does the article when it is of this text. */
  #fail(error, { text, name }) {
    const { state } = this.#store;
    const problem = problemOf(error, text);
    if (!text.trim() || text === state.text) this.#store.set({ busy: null, problem });
    else this.#store.set({ ...EMPTY, text, name, problem, view: 'paste' });
  }
}
