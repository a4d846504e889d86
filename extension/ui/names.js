// The list of names, dates and sums: how often each stands in the article, and a way through its mentions.

import { byId, make } from '../../www/js/dom.js';
import { ENTITY_KINDS, isName } from './kinds.js';
import { count, figure, language, say } from './words.js';

const KINDS = Object.keys(ENTITY_KINDS);
const letters = new Intl.Collator(language);
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(language);

/** Of those named as often, names come before dates and sums. */
const ORDERS = {
  count: (a, b) => b.count - a.count || isName(b.kind) - isName(a.kind) || a.id - b.id,
  place: (a, b) => a.id - b.id,
  name: (a, b) => letters.compare(a.name, b.name) || a.id - b.id,
};

/**
 * @typedef {object} Found
 * @property {{id: number, kind: string, name: string, count: number, value?: string, role?: string}[] | null} entities
 * @property {'none' | 'working' | 'found' | 'failed'} [search]
 * @property {'names' | 'values'} [searched]
 * @property {string[] | null} [kinds] those marked; null for all
 * @property {string | null} [language] of the article
 */

/** The list of names in a page that has its markup: elements with the ids that are used here. */
export class Names {
  #found = {};
  #current = null;
  #go;
  #choose;

  /**
   * @param {(entity: number, index: number) => Promise<{index: number, count: number} | null>} go
   *   brings a mention into sight; the index wraps around
   * @param {(kinds: string[] | null) => void} choose takes which kinds the reader wants marked
   */
  constructor(go, choose) {
    this.#go = go;
    this.#choose = choose;
    byId('names-search').addEventListener('input', () => this.#list());
    byId('names-sort').addEventListener('change', () => this.#list());
    byId('kinds').addEventListener('click', ({ target }) => {
      const kind = target.closest('button')?.value;
      if (kind) this.#choose(toggled(this.#wanted(), kind));
    });
    byId('names-list').addEventListener('click', ({ target, shiftKey }) => {
      const id = target.closest('button')?.dataset.id;
      if (id) this.#step(Number(id), shiftKey ? -1 : 1);
    });
    byId('names-list').addEventListener('keydown', (event) => walk(event));
    byId('step-back').addEventListener('click', () => this.#step(this.#current.id, -1));
    byId('step-on').addEventListener('click', () => this.#step(this.#current.id, 1));
  }

  /** @param {Found} found */
  show(found) {
    // What has not changed is left alone: a button must not go away under a finger.
    if (JSON.stringify(found) === JSON.stringify(this.#found)) return;
    this.#found = found;
    if (!found.entities?.some(({ id }) => id === this.#current?.id)) this.#current = null;
    this.#note();
    this.#switches();
    this.#list();
    this.#stepper();
  }

  /** Forgets which mention was the current one: there is another article. */
  reset() {
    this.#current = null;
    this.#found = {};
    byId('names-search').value = '';
  }

  #wanted() {
    return new Set(this.#found.kinds ?? KINDS);
  }

  #shown() {
    const wanted = this.#wanted();
    const search = plain(byId('names-search').value.trim());
    return (this.#found.entities ?? [])
      .filter(({ kind, name }) => wanted.has(kind) && plain(name).includes(search))
      .sort(ORDERS[byId('names-sort').value]);
  }

  async #step(id, way) {
    const same = this.#current?.id === id;
    const from = same ? this.#current.index : way > 0 ? -1 : 0;
    const place = await this.#go(id, from + way);
    if (!place) return;
    this.#current = { id, ...place };
    this.#stepper();
  }

  #list() {
    const list = byId('names-list');
    const focused = list.contains(document.activeElement) && document.activeElement.dataset.id;
    const shown = this.#shown();
    list.replaceChildren(...shown.map(rowOf));
    this.#point();
    byId('names-none').hidden = shown.length > 0 || !this.#found.entities?.length;
    if (focused) (list.querySelector(`[data-id="${focused}"]`) ?? byId('names-search')).focus();
  }

  /** A switch for every kind that is there; it looks as its marks do. */
  #switches() {
    const holder = byId('kinds');
    const focused = holder.contains(document.activeElement) && document.activeElement.value;
    const there = new Map();
    for (const { kind } of this.#found.entities ?? []) there.set(kind, (there.get(kind) ?? 0) + 1);
    const wanted = this.#wanted();
    const chips = KINDS.filter((kind) => there.has(kind)).map((kind) =>
      make(
        'button',
        { type: 'button', value: kind, 'aria-pressed': String(wanted.has(kind)) },
        make('span', { 'data-kind': kind }, say(`kinds_${kind}`)),
        ' ',
        make('span', { class: 'n' }, figure(there.get(kind))),
      ),
    );
    holder.replaceChildren(...chips);
    holder.hidden = chips.length === 0;
    byId('names-find').hidden = chips.length === 0;
    if (focused) holder.querySelector(`[value="${focused}"]`)?.focus();
  }

  #note() {
    const text = remark(this.#found);
    byId('names-note').hidden = !text;
    byId('names-note').textContent = text;
  }

  #stepper() {
    byId('stepper').hidden = !this.#current;
    if (!this.#current) {
      byId('step').textContent = '';
      return;
    }
    const { id, index, count: all } = this.#current;
    const { name } = this.#found.entities.find((entity) => entity.id === id);
    byId('step').textContent = say('mentionOf', name, figure(index + 1), figure(all));
    this.#point();
  }

  #point() {
    for (const button of byId('names-list').querySelectorAll('.go')) {
      if (Number(button.dataset.id) === this.#current?.id)
        button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }
}

/** Those wanted with one kind switched; null where it is all of them. */
function toggled(wanted, kind) {
  if (!wanted.delete(kind)) wanted.add(kind);
  return wanted.size === KINDS.length ? null : KINDS.filter((one) => wanted.has(one));
}

/** An entity's button, which goes to its mentions. */
function rowOf({ id, kind, name, role, value, count: mentions }) {
  const what = [say(`kind_${kind}`), role, value].filter(Boolean).join(' · ');
  const button = make(
    'button',
    { type: 'button', class: 'go', 'data-id': id, disabled: mentions === 0 },
    make('span', { class: 'name', 'data-kind': kind, dir: 'auto' }, name),
    make('span', { class: 'what' }, what),
    make('span', { class: 'n', 'aria-hidden': 'true' }, figure(mentions)),
    make('span', { class: 'sr' }, ` ${count('mentions', mentions)}`),
  );
  return make('div', { class: 'entity', role: 'listitem' }, button);
}

/** Arrow keys go up and down the list. */
function walk(event) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!way) return;
  event.preventDefault();
  const rows = [...byId('names-list').querySelectorAll('.go:enabled')];
  rows[rows.indexOf(event.target) + way]?.focus();
}

/** What a reader should know of the search. */
function remark({ entities, search, searched, language: tag }) {
  if (search === 'failed') return say('namesFailed');
  if (search === 'working' || (!entities && search !== 'none')) return say('namesWorking');
  if (searched === 'values') {
    const name = tag && new Intl.DisplayNames(language, { type: 'language' }).of(tag);
    return name ? say('namesValuesIn', name) : say('namesValues');
  }
  return entities?.length ? '' : say('namesNone');
}
