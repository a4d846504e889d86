// Brings something into the reader's sight.

/** @param {Element | Range} what */
export function reveal(what) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const element = what instanceof Range ? what.startContainer.parentElement : what;
  element?.scrollIntoView({ block: 'center', behavior: still ? 'instant' : 'smooth' });
}
