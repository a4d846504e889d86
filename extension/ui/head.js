// The article's masthead in the reader's language: publisher, headline, standfirst, authors, date, length.

import { make } from '../../www/js/dom.js';
import { dateOf } from '../../www/js/head.js';
import { count, language, listed, say } from './words.js';

/** What is no headline, whatever the core made of it, is not set as one in full. */
const LONGEST = 1000;

/** @param {object} head of an article */
export function headOf({ title, deck, byline, published, modified, site, ...length }) {
  const head = document.createDocumentFragment();
  if (site) head.append(make('p', { class: 'site' }, site));
  if (title) head.append(make('h2', { class: 'title', dir: 'auto' }, short(title)));
  if (deck) head.append(make('p', { class: 'deck', dir: 'auto' }, short(deck)));
  const line = make('p', { class: 'line' });
  if (byline.length) line.append(make('span', { class: 'by' }, listed(byline)));
  if (published) line.append(dateOf(published, language));
  if (modified && modified !== published) {
    line.append(make('span', {}, `${say('updated')} `, dateOf(modified, language)));
  }
  line.append(make('span', {}, minutes(length.readingMinutes)));
  line.append(make('span', {}, count('words', length.wordCount)));
  head.append(line);
  return head;
}

function short(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function minutes([fast, slow]) {
  const most = Math.max(1, slow);
  return fast > 0 && fast < most ? say('minutesRange', fast, most) : count('minutes', most);
}
