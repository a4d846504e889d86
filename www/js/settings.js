import { byId } from './dom.js';

const KEY = 'copydesk';
const DEFAULTS = {
  theme: 'system',
  font: 'serif',
  width: 'medium',
  size: '19',
  view: 'both',
  /** Whether the panel of names is open, how its list is sorted, which kinds are not marked. */
  names: false,
  sort: 'count',
  hiddenKinds: [],
};

/** How the reader likes to read; remembered on the device, without any of the text. */
export function loadSettings() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return { ...DEFAULTS };
  }
}

export function saveSettings(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage may be full or switched off; the settings then last as long as the page.
  }
}

/** Keeps the form, the page's look and the stored settings in step. */
export function bindSettings(settings) {
  const form = byId('settings');
  for (const name of ['theme', 'font', 'width', 'size']) form.elements[name].value = settings[name];
  apply(settings);
  form.addEventListener('input', () => {
    Object.assign(settings, Object.fromEntries(new FormData(form)));
    apply(settings);
    saveSettings(settings);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
}

function apply({ theme, font, width, size }) {
  const root = document.documentElement;
  Object.assign(root.dataset, { theme, font, width });
  root.style.setProperty('--size', `${size}px`);
}
