// Ads that come late: some after load, some when their place scrolls into view, one that floats.
const TEXTS = {
  'in-1': 'Advertisement. Softer towels, sent every month.',
  'in-2': 'Sponsored: Meet the mattress that everybody in your town talks about.',
  'in-3': 'Advertisement. Hearing aids so small that you will lose them.',
};

function box(words, className = '') {
  const made = document.createElement('div');
  made.className = className;
  const text = document.createElement('p');
  text.textContent = words;
  const frame = document.createElement('iframe');
  frame.width = '250';
  frame.height = '100';
  frame.title = 'Advertisement';
  made.append(text, frame);
  return made;
}

function fill(slot) {
  const unit = slot.dataset.unit;
  if (unit === 'reco') {
    slot.className = 'reco';
    slot.append(...['She bought a lighthouse for the price of a car', 'Doctors are puzzled by this simple soup', 'Ten actors who became beekeepers'].map((words) => box(words)));
  } else slot.append(box(TEXTS[unit]));
  slot.dataset.filled = '';
}

const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watcher.unobserve(target);
    fill(target);
  }
});
for (const slot of document.querySelectorAll('.slot')) watcher.observe(slot);

/** What the test calls: the floating player comes, and every place is filled, seen or not. */
globalThis.everythingLate = () => {
  for (const slot of document.querySelectorAll('.slot:not([data-filled])')) {
    watcher.unobserve(slot);
    fill(slot);
  }
  document.body.append(box('Watch now: our presenters taste crisps', 'player'));
  const inside = box('Out-stream video, the story continues below', 'outstream');
  document.querySelector('article p:last-of-type').before(inside);
};
