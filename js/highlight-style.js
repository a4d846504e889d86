// How marks look. Every kind has a line of its own, so that colour is never the only sign; the
// tints are thin enough to read on light and on dark pages. In forced colours a browser may give
// every mark the same ground, so there the current one has lines that no other has.

const LOOKS = {
  person: ['solid', '#2f6fde'],
  organization: ['double', '#8a3ffc'],
  place: ['dashed', '#12823b'],
  group: ['dotted', '#b8500a'],
  date: ['wavy', '#0b7d84'],
  time: ['wavy 2px', '#0b7d84'],
  money: ['solid 3px', '#8a6d00'],
  percent: ['dashed 3px', '#8a6d00'],
  quantity: ['dotted 3px', '#8a6d00'],
  product: ['overline dotted', '#c2255c'],
  event: ['overline dashed', '#c2255c'],
  work: ['overline solid', '#c2255c'],
  other: ['overline double', '#667080'],
};

const rule = ([kind, [line, colour]]) => `::highlight(copydesk-${kind}) {
  background-color: color-mix(in srgb, var(--copydesk-${kind}, ${colour}) 16%, transparent);
  text-decoration: underline ${line} var(--copydesk-${kind}, ${colour});
}
`;

const FORCED = Object.keys(LOOKS).map((kind) => `::highlight(copydesk-${kind})`);

/** The style sheet of the marks. `--copydesk-person` and its like on `:root` change a colour. */
export const HIGHLIGHT_CSS = `${Object.entries(LOOKS).map(rule).join('')}::highlight(copydesk-current) {
  background-color: Mark;
  color: MarkText;
}
@media (forced-colors: active) {
  ${FORCED.join(', ')} {
    background-color: transparent;
    text-decoration-color: currentcolor;
  }
  ::highlight(copydesk-current) {
    background-color: Highlight;
    color: HighlightText;
    text-decoration: underline overline solid 3px;
  }
}
`;
