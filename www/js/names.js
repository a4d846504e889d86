import { failure } from './failure.js';

/**
 * Keeps `state.found` in step with the article and the reader's words: people, places,
 * organisations, dates and sums, found by a worker of their own once the article shows.
 *
 * `found` is `{head, body, entities, mentions, of, searched, language}`: the article that it is of,
 * what the worker found, all mentions in order as `{start, end, entity, i}`, and those of every
 * entity by its number. `finding` is `busy`, an `Error`, or null.
 *
 * @returns {() => void} tries again
 */
export function bindNames(store, finder) {
  let run = 0;

  async function find() {
    const { result, words, terms } = store.state;
    const mine = ++run;
    if (!result) return;
    const { head, body } = result;
    if (body === null) return store.set({ finding: failure('too-long') });
    if (!body) return store.set({ finding: null });
    store.set({ finding: 'busy' });
    const { language, published } = head;
    const lexicon = [...words, ...terms];
    try {
      const found = await finder.find({ text: body, language, published, lexicon });
      if (mine !== run) return;
      const { mentions, of } = listed(found.entities);
      store.set({ found: { ...found, head, body, mentions, of }, finding: null, current: null });
    } catch (error) {
      if (mine === run && error.code !== 'cancelled') store.set({ finding: error, current: null });
    }
  }

  store.subscribe(({ result, words, terms }, before) => {
    if (!result) {
      if (before.result) finder.stop();
      run++;
    } else if (
      result.head !== before.result?.head ||
      words !== before.words ||
      terms !== before.terms
    ) {
      // In a turn of its own: the article is shown first.
      setTimeout(find);
    }
  });
  return find;
}

/** All mentions of the entities in order, and those of each entity by its number. */
export function listed(entities) {
  const of = new Map();
  for (const entity of entities)
    of.set(
      entity.id,
      entity.mentions.map((mention, i) => ({ ...mention, entity, i })),
    );
  const mentions = [...of.values()].flat().sort((a, b) => a.start - b.start);
  return { mentions, of };
}
