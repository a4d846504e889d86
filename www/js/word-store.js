import { changeWords, forgetWords } from './keep-words.js';
import { toast } from './toast.js';
import { without, withWords } from './words.js';

/** The reader's words in the state and on the device: `words` for good, `terms` for this text. */
export class WordStore {
  #store;

  constructor(store) {
    this.#store = store;
  }

  /** What the reader says of these names, for this article or always. */
  async correct(words, always) {
    const { terms } = this.#store.state;
    if (!always) return this.#store.set({ terms: withWords(terms, words) });
    await this.#change((list) => withWords(list, words));
    const texts = words.map(({ text }) => text);
    // The last word counts, and it was said of every article.
    if (terms.some(({ text }) => texts.includes(text)))
      this.#store.set({ terms: without(terms, texts) });
  }

  add(words) {
    return this.correct(words, true);
  }

  remove({ text }, always) {
    if (always) return this.#change((list) => without(list, [text]));
    return this.#store.set({ terms: without(this.#store.state.terms, [text]) });
  }

  async forget() {
    await forgetWords();
    this.#store.set({ words: [], terms: [] });
  }

  async #change(change) {
    try {
      this.#store.set({ words: await changeWords(change) });
    } catch {
      this.#store.set({ words: change(this.#store.state.words) });
      toast('This could not be kept on the device. It holds until you leave the page.');
    }
  }
}
