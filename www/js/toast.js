import { byId } from './dom.js';

let timer;

/** Says briefly what happened, on screen and to screen readers. */
export function toast(message) {
  const element = byId('toast');
  clearTimeout(timer);
  element.textContent = message;
  element.classList.add('shown');
  timer = setTimeout(() => {
    element.classList.remove('shown');
    element.textContent = '';
  }, 5000);
}
