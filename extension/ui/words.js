// The extension's words, in the reader's language: `_locales` has them.

/** The message of this name; `$1`, `$2`, … in it become `values`. */
export function say(name, ...values) {
  return chrome.i18n.getMessage(name, values.map(String)) || name;
}

/** BCP 47 tag of the language that the messages are in, which need not be the browser's. */
export const language = say('language');

const rules = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const lists = new Intl.ListFormat(language, { type: 'conjunction' });

/** The message for so many: `name_one` or `name_other`, with the number as `$1`. */
export function count(name, amount) {
  const form = rules.select(amount) === 'one' ? 'one' : 'other';
  return say(`${name}_${form}`, numbers.format(amount));
}

/** "Ada, Bob and Cem". */
export const listed = (names) => lists.format(names);

/** "1,204" as the reader writes it. */
export const figure = (amount) => numbers.format(amount);

/** What an attribute of the markup sets, by its name; the attribute's value names the message. */
const PLACES = {
  'data-say': (element, words) => element.append(words),
  'data-say-label': (element, words) => element.setAttribute('aria-label', words),
  'data-say-hint': (element, words) => element.setAttribute('placeholder', words),
};

/** Puts the words into a page's markup. */
export function speak(document) {
  document.documentElement.lang = language;
  for (const [attribute, put] of Object.entries(PLACES)) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      put(element, say(element.getAttribute(attribute)));
    }
  }
}
