/**
 * What a piece of the paste can be, and how the page calls it.
 *
 * The index in `KINDS` is the code that travels from worker to page: one byte for a piece.
 * Codes from `FIRST_CUT` on are reasons for a cut.
 */
export const KINDS = [
  'title',
  'deck',
  'byline',
  'date',
  'heading',
  'paragraph',
  'list',
  'quote',
  'code',
  'table',
  'figure',
  'rule',
  'ad',
  'navigation',
  'related',
  'share',
  'subscribe',
  'comment',
  'legal',
  'consent',
  'caption',
  'credit',
  'metadata',
  'duplicate',
  'hidden',
  'other',
];
export const FIRST_CUT = KINDS.indexOf('ad');
export const PARAGRAPH = KINDS.indexOf('paragraph');
export const OTHER = KINDS.indexOf('other');

/** Short name for labels and counts. */
export const NAMES = {
  title: 'headline',
  deck: 'standfirst',
  byline: 'byline',
  date: 'date',
  heading: 'heading',
  paragraph: 'paragraph',
  list: 'list',
  quote: 'quote',
  code: 'code',
  table: 'table',
  figure: 'picture',
  rule: 'break',
  ad: 'advert',
  navigation: 'menu',
  related: 'other stories',
  share: 'sharing',
  subscribe: 'sign-up',
  comment: 'comments',
  legal: 'small print',
  consent: 'cookie notice',
  caption: 'caption',
  credit: 'credit',
  metadata: 'page details',
  duplicate: 'repeat',
  hidden: 'hidden text',
  other: 'off the article',
};

/** Why a piece was cut, as a sentence. */
export const WHY = {
  ad: 'Advertising, or a notice of it.',
  navigation: 'Menus, links and other furniture of the page.',
  related: 'A teaser for another story.',
  share: 'Buttons to share, follow, print or save.',
  subscribe: 'Newsletters, subscriptions and signing in.',
  comment: 'Readers’ comments, or the form for them.',
  legal: 'Copyright, disclaimers and terms.',
  consent: 'A cookie or privacy notice.',
  caption: 'A caption that has lost its picture.',
  credit: 'Credit of a picture or a source.',
  metadata: 'Counters, tags, weather and other details of the page.',
  duplicate: 'Repeats something that is kept.',
  hidden: 'Not shown to readers of the page.',
  other: 'Seems to stand outside the article.',
};
