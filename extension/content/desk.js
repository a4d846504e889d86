// One page on the desk: its state, the article, what is hidden and marked, and every action on them.

import { highlight } from '../../js/highlight.js';
import { cleanInPlaceInSlices } from '../../js/in-place.js';
import { shareNodes } from '../../js/nodes.js';
import { rest } from '../../js/slices.js';
import { snapshotInSlices } from '../../js/snapshot.js';
import { ask, failure } from '../protocol.js';
import { describe, elementOf, verdictsOf } from './corrections.js';
import { changed, Goings, settled } from './goings.js';
import { isArticle } from './judge.js';
import { reveal } from './reveal.js';
import { textsOf } from './texts.js';
import { viewOf } from './view.js';

/** Most nodes of a page: what a browser cleans without stumbling. */
const NODES = 150_000;
/** How often a page that cleans itself is looked at before it is left alone. */
const TRIES = 5;

export class Desk {
  state = 'idle';
  code;
  /** The article in front of the reader. */
  article = null;
  taken = null;
  place = null;
  /** How long each step of the cleaning took, in milliseconds; not what messages took. */
  took = null;
  marks = null;
  search = 'none';
  settings = { kinds: null, measure: false };
  /** The frame whose desk has the article, where this document is none but has one in a frame. */
  frame = null;
  /** Pieces that are shown again, and corrections by the piece that they were made for. */
  shown = new Set();
  remembered = new Map();
  /** Counts what was begun: what comes back to an earlier count is too late. */
  #turn = 0;
  #goings = null;
  /** What the article was made of: the fields of the message. */
  #sent = null;
  #aimed = null;
  /** The style sheet on its way, or there; null where it is not wanted. */
  #dressed = null;
  #isAutomatic = false;
  #redrawn = 0;

  view() {
    return viewOf(this);
  }

  /** The click: cleans, or takes everything back. On what is no article a second click cleans anyway. */
  async toggle(known) {
    if (this.state === 'cleaned' || this.state === 'working') return this.undo();
    return this.clean(this.state === 'not-article', known);
  }

  /** What is `known` need not be asked for. */
  async clean(anyway, known) {
    await this.#takeBack();
    const turn = ++this.#turn;
    this.#goings ??= new Goings(() => this.#gone());
    this.#set('working');
    try {
      await this.#work(anyway, known ?? askAgain('begin'), () => turn === this.#turn);
    } catch (error) {
      if (turn !== this.#turn) return this.view();
      await this.#takeBack();
      this.#set('failed', error.code ?? 'internal');
    }
    return this.view();
  }

  async #work(anyway, asked, isCurrent) {
    const began = performance.now();
    const taken = await snapshotInSlices(document, { limits: { nodes: NODES } });
    const snapshot = performance.now() - began;
    const { settings, corrections, probe } = await asked;
    if (!isCurrent()) return;
    this.settings = settings;
    const verdicts = verdictsOf(corrections, taken);
    this.#sent = { snapshot: packed(taken, probe), verdicts };
    const { article, took, empty } = await askAgain('article', this.#sent).catch(emptied);
    if (!isCurrent()) return;
    if (empty || (!anyway && !isArticle(article))) {
      await this.#takeBack();
      await this.#lookInFrames(isCurrent, empty);
      return;
    }
    // A new sheet makes the browser look at every style again, so it comes no earlier than the marks do.
    this.#dressed = askAgain('sheet', { on: true });
    this.#dressed.catch(() => {}); // Whoever waits for it is told.
    shareNodes(article, taken);
    const answered = performance.now();
    const place = await cleanInPlaceInSlices(article, taken, {
      style: false,
      measure: settings.measure,
      onLost: () => this.#lost(),
    });
    this.took = { snapshot, clean: took, hide: performance.now() - answered };
    await this.#dressed;
    if (!isCurrent()) {
      place.undo();
      return;
    }
    Object.assign(this, { article, taken, place });
    document.addEventListener('contextmenu', this.#aim, { capture: true, passive: true });
    this.#set('cleaned');
    this.#find(isCurrent);
  }

  /** A document that is no article, or shows no text at all, may have one in a frame. */
  async #lookInFrames(isCurrent, empty) {
    this.frame = await askAgain('frame');
    if (!isCurrent() || this.frame !== null) return;
    if (empty) throw empty;
    this.#set('not-article');
  }

  /** The frame that had the article is gone. */
  stayAlone() {
    this.frame = null;
    this.#set('idle');
  }

  /** Entities come when the page is clean already. */
  async #find(isCurrent) {
    const { article } = this;
    this.search = 'working';
    await rest(); // Whoever asked for the cleaning is answered first.
    if (!isCurrent()) return;
    try {
      const found = await entitiesOf(article);
      if (!isCurrent() || !this.article) return;
      Object.assign(this.article, found);
      const texts = textsOf(this.article, this.taken);
      this.marks = highlight(this.article, document, { style: false, texts });
      this.#mark();
      this.search = 'found';
    } catch {
      if (!isCurrent()) return;
      this.search = 'failed';
    }
    this.#tell();
  }

  #mark() {
    this.marks?.show(this.settings.kinds ?? undefined);
  }

  async undo() {
    this.#turn += 1;
    await this.#takeBack();
    this.#goings?.end();
    this.#goings = null;
    this.#set('idle');
    return this.view();
  }

  async #takeBack() {
    const { place, marks } = this;
    Object.assign(this, { article: null, taken: null, place: null, marks: null });
    this.#sent = null;
    Object.assign(this, { state: 'idle', code: undefined, search: 'none' });
    this.shown.clear();
    this.remembered.clear();
    document.removeEventListener('contextmenu', this.#aim, { capture: true });
    marks?.clear();
    place?.undo();
    if (!this.#dressed) return;
    this.#dressed = null;
    await ask('sheet', { on: false }).catch(() => {}); // Without marks it changes nothing.
  }

  /** The page has gone to another address within the document. */
  async #gone() {
    this.#redrawn = 0;
    this.frame = null;
    await this.undo();
    if (!this.#isAutomatic) return;
    const turn = this.#turn;
    await settled();
    if (turn === this.#turn) await this.automatic();
  }

  /** The page has drawn the article anew: so is the cleaning, as the reader wanted it, but not without end. */
  async #lost() {
    this.#redrawn += 1;
    await this.#takeBack();
    this.#set('idle');
    const turn = ++this.#turn;
    await settled();
    if (turn === this.#turn && this.#redrawn < TRIES) await this.clean(false);
  }

  /** Cleans without a click, on sites that the reader has chosen; a page may be some time in coming. */
  async automatic() {
    this.#isAutomatic = true;
    for (let tries = 0; tries < TRIES && this.state !== 'cleaned'; tries += 1) {
      const { mode } = await askAgain('begin');
      if (mode !== 'auto') return;
      await this.clean(false);
      if (this.state !== 'not-article' || this.frame !== null) return;
      const turn = this.#turn;
      await changed();
      // The reader, or the page, has gone on meanwhile.
      if (turn !== this.#turn) return;
    }
  }

  /** The element of a removed piece. */
  #piece(piece) {
    if (!this.article?.removed[piece]) throw failure('stale', 'There is no such piece.');
    return elementOf(this.article.removed[piece], this.taken);
  }

  async show(piece) {
    this.#piece(piece);
    this.shown.add(piece);
    return this.#arrange();
  }

  async hide(piece) {
    this.#piece(piece);
    this.shown.delete(piece);
    const id = this.remembered.get(piece);
    this.remembered.delete(piece);
    if (id) await ask('uncorrect', { correction: id });
    return this.#arrange();
  }

  async keep(piece) {
    const correction = describe(this.#piece(piece), true);
    await ask('correct', { correction });
    this.remembered.set(piece, correction.id);
    this.shown.add(piece);
    return this.#arrange();
  }

  async #arrange() {
    await this.place?.show([...this.shown]);
    this.#tell();
    return this.view();
  }

  scroll(piece) {
    reveal(this.#piece(piece));
  }

  mention(entity, index) {
    const ranges = this.marks?.ranges.get(entity);
    if (!ranges?.length) throw failure('stale', 'It is not marked in the page.');
    const at = ((index % ranges.length) + ranges.length) % ranges.length;
    reveal(this.marks.select(entity, at));
    return { index: at, count: ranges.length };
  }

  /** The article, with the pieces that are shown again. */
  async whole() {
    if (!this.article) throw failure('no-page', 'Nothing is cleaned here.');
    if (this.shown.size === 0) return this.article;
    const pieces = [...this.shown].map((piece) => this.article.removed[piece]);
    const keep = pieces.map(({ start, end }) => ({ start, end, keep: true }));
    const { snapshot, verdicts } = this.#sent;
    const { article } = await askAgain('article', { snapshot, verdicts: [...verdicts, ...keep] });
    if (this.search !== 'found') return article;
    return { ...article, ...(await entitiesOf(article)) };
  }

  async settle(settings) {
    const changed = settings.measure !== this.settings.measure;
    this.settings = settings;
    this.#mark();
    if (changed) await this.place?.measure(settings.measure);
    this.#tell();
  }

  #aim = (event) => {
    const [target] = event.composedPath();
    this.#aimed = target instanceof Element ? target : null;
  };

  /** Always cuts what the reader's context menu was opened on. */
  async cut() {
    const element = this.#aimed;
    if (!element || this.state !== 'cleaned') return;
    await ask('correct', { correction: describe(element, false) });
    await this.clean(true);
  }

  #set(state, code) {
    this.state = state;
    this.code = code;
    this.#tell();
  }

  #tell() {
    ask('changed', { state: this.state }).catch(() => {});
  }
}

/** A document without text has no article; that is no failure yet. */
function emptied(error) {
  if (error.code !== 'empty-input') throw error;
  return { empty: error };
}

/** The entities of an article, and what was searched for. */
const entitiesOf = ({ text, language, published }) =>
  askAgain('entities', { text, language, published });

/** Asks, and once more when the background was stopped before it could answer. */
async function askAgain(type, fields) {
  try {
    return await ask(type, fields);
  } catch (error) {
    if (error.code !== 'no-page') throw error;
    return ask(type, fields);
  }
}

/** A snapshot as messages carry it: where they are JSON, numbers go as a string of decimals. */
function packed(snapshot, probe) {
  if (ArrayBuffer.isView(probe)) return snapshot;
  const { nodes, strings } = snapshot;
  return { ...snapshot, nodes: nodes.join(), strings: strings.join() };
}
