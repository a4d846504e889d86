import { byId, make, plural } from './dom.js';
import { ENTITY_KINDS, isName } from './entity-kinds.js';
import { lookUps } from './look-up.js';
import { wordsFor } from './words.js';

/**
 * The card of a mention: what it is, where to look it up, and a way to correct it.
 *
 * @param store the state
 * @param {(words: object[], always: boolean) => void} correct takes the reader's word
 * @returns {(mention: object, at: DOMRect | Element) => void} opens it
 */
export function createCard(store, correct) {
  const card = byId('card');
  const form = byId('card-form');
  let mention = null;

  const apply = (kind) => {
    const { found } = store.state;
    card.hidePopover();
    const words = wordsFor(found.of.get(mention.entity.id), found.body, kind);
    correct(words, form.elements.scope.value === 'always');
  };
  byId('card-kind').append(...options());
  byId('card-kind').addEventListener('change', ({ target }) => apply(target.value));
  byId('card-remove').addEventListener('click', () => apply('none'));
  form.addEventListener('submit', (event) => event.preventDefault());

  return (opened, at) => {
    mention = opened;
    fill(mention.entity, store.state.found);
    card.showPopover();
    place(card, at instanceof Element ? at.getBoundingClientRect() : at);
    card.focus({ preventScroll: true });
  };
}

/** Every kind as an option of a choice. */
export function options() {
  return Object.entries(ENTITY_KINDS).map(([kind, [name]]) =>
    make('option', { value: kind }, name),
  );
}

function fill({ kind, name, role, value, mentions }, { language }) {
  byId('card-name').textContent = name;
  const what = [ENTITY_KINDS[kind][0], role, value, plural(mentions.length, 'mention')];
  byId('card-what').textContent = what.filter(Boolean).join(' · ');
  byId('card-kind').value = kind;
  byId('card-links').hidden = !isName(kind);
  byId('card-links').replaceChildren('Look up:', ...links(name, language));
}

/** Plain links, which the reader may follow; the page itself fetches nothing from there. */
function links(name, language) {
  const { wikipedia, wikidata } = lookUps(name, language);
  const outside = { target: '_blank', rel: 'noopener noreferrer' };
  return [
    make('a', { href: wikipedia, ...outside }, 'Wikipedia'),
    make('a', { href: wikidata, ...outside }, 'Wikidata'),
  ];
}

/** Puts the card below or above what it is about, inside the window. */
function place(card, { left, top, bottom }) {
  const below = bottom + card.offsetHeight + 12 < innerHeight;
  const y = below ? bottom + 6 : top - card.offsetHeight - 6;
  card.style.top = `${Math.max(8, Math.min(y, innerHeight - card.offsetHeight - 8))}px`;
  card.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - card.offsetWidth - 8))}px`;
}
