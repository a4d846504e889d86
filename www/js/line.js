import { failure } from './failure.js';
import { scriptUrl } from './trust.js';

const BROKEN = new Set(['crashed', 'internal', 'load-failed', 'not-initialised']);

/** Requests to a worker and its answers; after a crash the next request starts a fresh one. */
export class Line {
  #worker = null;
  #waiting = new Map();
  #next = 0;
  #crashed;

  /** @param {string} crashed what to say when the worker stops by itself */
  constructor(crashed) {
    this.#crashed = crashed;
  }

  /** Whether the worker of the last request is still there, with what it remembers. */
  get open() {
    return this.#worker !== null;
  }

  /** Starts the worker, so that it is ready when something is asked of it. */
  wake() {
    this.#worker ??= this.#start();
  }

  /**
   * Asks for a task; `share` is told how much of it is done.
   *
   * @throws an `Error` with the worker's `code`, or `crashed`, or that of `drop`
   */
  ask(task, job, { transfer = [], share } = {}) {
    this.wake();
    const id = this.#next++;
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail, share });
      this.#worker.postMessage({ id, task, ...job }, transfer);
    });
  }

  /** Ends the worker; whatever is under way fails with this code. */
  drop(code, message) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { fail } of this.#waiting.values()) fail(failure(code, message));
    this.#waiting.clear();
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

  #answer({ id, done, failed, share }) {
    const asked = this.#waiting.get(id);
    if (!asked) return;
    if (share !== undefined) return asked.share?.(share);
    this.#waiting.delete(id);
    if (!failed) return asked.done(done);
    asked.fail(failure(failed.code, failed.message));
    // A worker in an unknown state is of no more use.
    if (BROKEN.has(failed.code)) this.#crash();
  }

  #crash() {
    this.drop('crashed', this.#crashed);
  }
}
