import { Shelf } from './shelf.js';

/** The reader's own words, kept on this device apart from the text, until they are forgotten. */
const shelf = new Shelf('copydesk-words');

/** The words kept, none where storage is not to be had. */
export async function recallWords() {
  try {
    const request = await shelf.transact('readonly', (store) => store.get('words'));
    return request.result ?? [];
  } catch {
    return [];
  }
}

/**
 * Changes the words kept, in one transaction, so that what another tab added is not lost.
 *
 * @param {(words: object[]) => object[]} change
 * @returns {Promise<object[]>} the words as they are now
 * @throws when they could not be kept
 */
export async function changeWords(change) {
  let words;
  await shelf.transact('readwrite', (store) => {
    const request = store.get('words');
    request.onsuccess = () => {
      words = change(request.result ?? []);
      store.put(words, 'words');
    };
  });
  return words;
}

export function forgetWords() {
  return shelf.erase();
}
