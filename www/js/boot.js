// Runs before the first paint: sets the reader's theme and type, and says so in plain words
// when the browser lacks what the page needs. A classic script, so that old browsers run it.
(() => {
  const root = document.documentElement;
  let saved = {};
  try {
    saved = JSON.parse(localStorage.getItem('copydesk')) || {};
  } catch {}
  for (const name of ['theme', 'font', 'width']) {
    if (typeof saved[name] === 'string') root.dataset[name] = saved[name];
  }
  if (Number(saved.size) > 0) root.style.setProperty('--size', `${Number(saved.size)}px`);

  // Whoever knows light-dark() also knows module workers and everything else used here.
  if (
    window.WebAssembly &&
    window.indexedDB &&
    HTMLElement.prototype.showPopover &&
    CSS.supports('color', 'light-dark(#000, #fff)')
  )
    return;
  root.classList.add('unsupported');
  addEventListener('DOMContentLoaded', () => {
    document.getElementById('unsupported').hidden = false;
  });
})();
