// How a page that is cleaned in place differs: one attribute on its elements, and these rules.

/** The attribute, and its values. */
export const MARK = {
  name: 'data-copydesk',
  any: '[data-copydesk]',
  hidden: 'hidden',
  /** No longer sticking to the window. */
  still: 'still',
  /** Set in a column of comfortable width; and what stands around that column. */
  column: 'column',
  around: 'around',
  /** No longer blurred. */
  sharp: 'sharp',
  /** No longer locked against scrolling. */
  free: 'free',
};

/** The style sheet of cleaning in place. */
export const IN_PLACE_CSS = `[data-copydesk='hidden'] { display: none !important }
[data-copydesk='still'] { position: static !important }
[data-copydesk='sharp'] { filter: none !important }
[data-copydesk='column'] {
  max-width: 42rem !important; width: auto !important; margin-inline: auto !important; float: none !important;
}
[data-copydesk='around'] {
  display: block !important; max-width: none !important; width: auto !important; margin-inline: 0 !important;
  padding-inline: 1rem !important; float: none !important; position: static !important; columns: auto !important;
}
[data-copydesk='free'] { overflow: visible !important; position: static !important }
`;
