// Brings something into the reader's sight.

/** @param {Element | Range} what */
export function reveal(what) {
  // A page that nobody sees does not glide.
  const still = document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;
  const element = what instanceof Range ? what.startContainer.parentElement : what;
  element?.scrollIntoView({ block: 'center', behavior: still ? 'instant' : 'smooth' });
}
