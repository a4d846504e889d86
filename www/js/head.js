import { make, plural } from './dom.js';

/** The article's masthead: publisher, headline, standfirst, authors, date, length. */
export function headOf(article, locale) {
  const head = document.createDocumentFragment();
  const { title, deck, byline, published, modified, site } = article;
  if (site) head.append(make('p', { class: 'site' }, site));
  if (title) head.append(make('h2', { class: 'title' }, short(title)));
  if (deck) head.append(make('p', { class: 'deck' }, short(deck)));
  const line = make('p', { class: 'line' });
  if (byline.length) line.append(make('span', { class: 'by' }, names(byline)));
  if (published) line.append(dateOf(published, locale));
  if (modified && modified !== published)
    line.append(make('span', {}, 'updated ', dateOf(modified, locale)));
  line.append(
    make('span', {}, readingTime(article.readingMinutes)),
    make('span', {}, plural(article.wordCount, 'word')),
  );
  head.append(line);
  return head;
}

/** What is no headline, whatever the core made of it, is not set as one in full. */
function short(text) {
  return text.length > 1000 ? `${text.slice(0, 1000)}…` : text;
}

function names(list) {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(list);
}

function readingTime([fast, slow]) {
  const most = Math.max(1, slow);
  return fast > 0 && fast < most ? `${fast}–${most} min` : `${most} min`;
}

/** An ISO 8601 date as far as it goes, in the reader's own way of writing. */
export function dateOf(iso, locale) {
  const [, year, month, day, time] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.*)?)?)?/.exec(iso) ?? [];
  const element = make('time', { datetime: iso });
  // The date stands as the page wrote it, so it is shown without a shift of time zone.
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  const form = { timeZone: 'UTC', year: 'numeric', month: month && 'long', day: day && 'numeric' };
  const clock = time?.slice(1, 6);
  element.textContent = Number.isNaN(date.getTime())
    ? iso
    : new Intl.DateTimeFormat(locale, form).format(date) + (clock ? `, ${clock}` : '');
  return element;
}
