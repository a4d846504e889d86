// How a page that is cleaned in place differs: one attribute on its elements, and these rules.

/** The attribute, and its values. */
export const MARK = {
  name: 'data-copydesk',
  any: '[data-copydesk]',
  hidden: 'hidden',
  /** No longer sticking to the window. */
  still: 'still',
  /** No longer blurred. */
  sharp: 'sharp',
  /** No longer locked against scrolling. */
  free: 'free',
};

/** The style sheet of cleaning in place. */
export const IN_PLACE_CSS = `[data-copydesk='hidden'] { display: none !important }
[data-copydesk='still'] { position: static !important }
[data-copydesk='sharp'] { filter: none !important }
[data-copydesk='free'] { overflow: visible !important; position: static !important }
`;
