import { HIGHLIGHT_CSS } from '../copydesk/highlight-style.js';

/** Has kinds of entities look as their marks do in pages: `data-kind` names the kind. */
export function showAsMarked(document) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HIGHLIGHT_CSS.replace(/::highlight\(copydesk-(\w+)\)/g, '[data-kind="$1"]'));
  document.adoptedStyleSheets.push(sheet);
}
