// Which tab the panel is about: the one that its window shows, or the one that its address names (`?tab=7`).

/**
 * Tells the tab now, and whenever it is another one or has another page.
 *
 * @param {(tab: number, anew: boolean) => void} hear `anew` when what was there before is gone
 */
export async function follow(hear) {
  const named = new URLSearchParams(location.search).get('tab');
  if (named) {
    chrome.tabs.onUpdated.addListener((id, { status }) => {
      if (id === Number(named) && status) hear(id, status === 'loading');
    });
    hear(Number(named), true);
    return;
  }
  const [{ id: first, windowId: own }] = await chrome.tabs.query({
    active: true,
    currentWindow: true,
  });
  let current = first;
  hear(current, true);
  chrome.tabs.onActivated.addListener(({ tabId, windowId }) => {
    if (windowId !== own) return;
    current = tabId;
    hear(current, true);
  });
  chrome.tabs.onUpdated.addListener((id, { status }) => {
    if (id === current && status) hear(id, status === 'loading');
  });
}
