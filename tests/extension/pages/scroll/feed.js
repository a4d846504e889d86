// Endless scrolling: when the end of the feed comes into view, another story is appended.
const STORIES = [
  [
    'A night train with no destination',
    'Every Friday at ten past eleven a train of six sleeping cars leaves Veldhof, drives in a circle of three hundred kilometres, and comes back in time for breakfast.',
    'Its passengers are people who cannot sleep at home. The railway found out about them by accident, from a conductor who noticed that the same forty faces travelled to the border and straight back.',
    'There are no stops. The driver keeps to sixty, because at seventy the rails sing and at fifty they knock, and the passengers voted.',
  ],
  [
    'The island that is moved each spring',
    'In the estuary of the Orrin lies an island of reeds and rope, as large as two football fields, on which nineteen families grow tomatoes.',
    'Each April, when the meltwater comes, they cut its anchors and pole it four kilometres down the river, with the hens on board.',
    'A ministry has twice tried to register it as a ship. The families would have to fly a flag then, and have not agreed on one.',
  ],
];
let next = 0;

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** Appends one more story and, between the two, a box that wants something. */
globalThis.loadMore = () => {
  const [title, ...text] = STORIES[next++ % STORIES.length];
  document.querySelector('.feed').append(
    element('div', 'follow', 'Your next story is below. Sign up and read without breaks.'),
    element('article', 'story', element('h2', '', title), ...text.map((words) => element('p', '', words))),
  );
};

addEventListener('scroll', () => {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  if (scrollHeight - clientHeight - scrollTop < 40 && next < 6) globalThis.loadMore();
});
