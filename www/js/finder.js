import { Line } from './line.js';

/** Searches of longer texts than this, in characters, are broken off when they are of no more use. */
const LONG = 200_000;

/**
 * The page's end of the worker that finds entities. It is a worker of its own, so that cleaning
 * never waits for the model or for a search.
 */
export class Finder {
  #line = new Line('The search for names stopped unexpectedly.');
  #long = 0;

  /**
   * @param {{text: string, language: string | null, published: string | null, lexicon: object[]}} job
   * @returns {Promise<{entities: object[], searched: string, language: string | null}>}
   * @throws an `Error` with the core's `code`, or `cancelled`, `crashed`
   */
  async find(job) {
    if (this.#long > 0) this.stop();
    const long = job.text.length > LONG;
    if (long) this.#long++;
    try {
      return await this.#line.ask('find', job);
    } finally {
      if (long) this.#long--;
    }
  }

  stop() {
    this.#line.drop('cancelled', 'Cancelled.');
  }
}
