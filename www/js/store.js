/**
 * The page's state in one place. Actions set it, views subscribe to it; nothing else flows.
 *
 * @template {object} S
 * @param {S} initial
 */
export function createStore(initial) {
  let state = initial;
  const views = new Set();
  return {
    get state() {
      return state;
    },
    /** Replaces the fields named in `patch`, then tells every view what is and what was. */
    set(patch) {
      const before = state;
      state = { ...state, ...patch };
      for (const view of views) view(state, before);
    },
    subscribe(view) {
      views.add(view);
      view(state, {});
    },
  };
}
