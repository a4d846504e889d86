// Where a page goes within its document, as single-page applications do, and when it comes to rest there. Nothing here
// runs but on pages that are on the desk.

/** Addresses that differ only behind the hash are one page. */
const pageOf = (address) => address.split('#', 1)[0];

/** Idle moments after which a page that never rests is taken as it is. */
const PATIENCE = 30;

export class Goings {
  #from = pageOf(location.href);
  #observer = null;
  #left;

  /** @param {() => void} left told once, when the address is another one */
  constructor(left) {
    this.#left = left;
    addEventListener('popstate', this.#look);
    if (globalThis.navigation) navigation.addEventListener('currententrychange', this.#look);
    else this.#observer = observed(this.#look);
  }

  #look = () => {
    if (pageOf(location.href) === this.#from) return;
    this.end();
    this.#left();
  };

  end() {
    removeEventListener('popstate', this.#look);
    globalThis.navigation?.removeEventListener('currententrychange', this.#look);
    this.#observer?.disconnect();
  }
}

function observed(hear) {
  const observer = new MutationObserver(hear);
  observer.observe(document, { childList: true, subtree: true });
  return observer;
}

const idle = () =>
  new Promise((done) => (globalThis.requestIdleCallback ?? requestAnimationFrame)(() => done()));

/** Waits until the page has come to rest. No timer: it waits for the page's own idle moments. */
export async function settled() {
  let changes = 0;
  const observer = observed(() => {
    changes += 1;
  });
  for (let i = 0, seen = -1; i < PATIENCE && seen !== changes; i += 1) {
    seen = changes;
    await idle();
    await idle();
  }
  observer.disconnect();
}

/** Waits until the page has changed and come to rest. */
export async function changed() {
  await new Promise((done) => {
    const observer = observed(() => {
      observer.disconnect();
      done();
    });
  });
  await settled();
}
