const BLANK = /[\p{White_Space}\p{Cc}]/u;

/** True of a character that shows nothing: white space and control characters. */
export function isBlank(character) {
  return BLANK.test(character);
}

/** The text without the characters at its ends that `test` is true of. */
export function trim(text, test = isBlank) {
  return text.slice(...inside(text, test));
}

/** Where the text starts and ends without them; both its end when nothing is left. */
export function inside(text, test = isBlank) {
  let [start, end] = [0, text.length];
  while (start < end && test(text[start])) start++;
  while (end > start && test(text[end - 1])) end--;
  return [start, end];
}
