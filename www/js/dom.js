/** The element with this id; the page's own markup has it. */
export const byId = (id) => document.getElementById(id);

/**
 * A new element.
 *
 * @param {string} name
 * @param {Record<string, string | number | boolean | undefined>} [attributes] those undefined or false are left out
 * @param {...(Node | string)} children
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

const numbers = new Intl.NumberFormat('en');

/** "1 word", "2,000 words". */
export function plural(count, one, many = `${one}s`) {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** "340 KB", "5.2 MB". */
export function sizeOf(bytes) {
  if (bytes < 1000) return plural(bytes, 'byte');
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, 'KB'] : [bytes / 1e6, 'MB'];
  return `${numbers.format(amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount))} ${unit}`;
}
