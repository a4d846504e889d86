// Two tabs, one tab stop: arrow keys go from one to the other.

/** Makes the page's `role="tablist"` work. */
export function bindTabs() {
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  const choose = (chosen) => {
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = !on;
    }
  };
  for (const [i, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', (event) => {
      const way = { ArrowRight: 1, ArrowLeft: -1, Home: -i, End: tabs.length - 1 - i }[event.key];
      if (way === undefined) return;
      event.preventDefault();
      const next = tabs[(i + way + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    });
  }
}
