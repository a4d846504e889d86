// Reasons and kinds in the order in which they are listed; `_locales` names them.

/** Why something was cut: see the package's `Reason`. */
export const REASONS = [
  'ad',
  'related',
  'subscribe',
  'consent',
  'share',
  'comment',
  'navigation',
  'caption',
  'credit',
  'metadata',
  'legal',
  'duplicate',
  'hidden',
  'other',
];

/** Kinds of entities: see the package's `EntityKind`. */
export { ENTITY_KINDS, isName } from '../../www/js/entity-kinds.js';

/** What could go wrong, by its code, that a sentence of its own explains. */
export const CODES = [
  'no-access',
  'no-page',
  'off',
  'stale',
  'empty-input',
  'too-many-nodes',
  'too-many-bytes',
  'load-failed',
];
