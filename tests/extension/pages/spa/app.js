// A single-page application: the address changes by history.pushState, the view is drawn anew.
const STORIES = {
  moss: {
    title: 'The gardeners who grow nothing but moss',
    by: 'Yvaine Castellan',
    date: '2025-02-08',
    text: [
      'In a shaded yard behind the railway arches, eleven people are on their knees with tweezers. They are taking grass out of moss, one blade at a time, as gardeners elsewhere take moss out of grass.',
      'The yard belongs to the Lower Lantern Moss Society, which was founded in 1994 by a dentist who had no sun in his garden and decided to stop minding. Today it has 260 members and a waiting list for the shadiest beds.',
      '“People think that it takes no work,” says Hendrika Saal, who has looked after the northern wall for twelve years. “It takes no work for a hundred years. But you have to get through the first five.”',
      'Moss has no roots. It drinks through its leaves, which is why it dies of a footprint or a dry week and comes back from ten years in a drawer. The society keeps one such drawer, with samples that were dried in 1994, and every spring it wets one of them. So far each has turned green within the hour.',
      'Whether a city needs moss is another question. The council has begun to lay it on tram stops, where a square metre is said to swallow as much dust as a young tree. The society is sceptical. “Moss is not a filter,” says Saal. “It is a way of looking down.”',
    ],
  },
  clock: {
    title: 'A village that lives eleven minutes late',
    by: 'Rufus Adeyemi',
    date: '2025-02-15',
    text: [
      'The clock on the church of Saint Orban has been eleven minutes slow since a winter night in 1952, when ice bent its larger hand. Nobody in the village could agree on who should pay for the ladder, and so everybody got used to it.',
      'School begins at eight by the clock, which is eleven past by any other. The bus company prints a timetable of its own for the stop. When the baker tried to open by the telephone in his pocket, he stood alone for a while among warm loaves and then gave in.',
      '“It is not that we are late,” says the mayor, Clementine Farge. “It is that the others hurry.” She has been asked twice by the prefecture to have the hand straightened, and has twice replied that the letter came after the deadline, by local time.',
      'This spring the last person who remembers the right time by heart, the former stationmaster Achille Dorn, turned ninety-five. At his party the band began punctually, by his watch, while the guests were still on their way up the hill.',
      'A firm from the city has offered to repair the clock for nothing, in return for its name on the dial. The council will vote on it in June, at seven in the evening or shortly after.',
    ],
  },
};

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function current() {
  const name = new URLSearchParams(location.search).get('story');
  return name in STORIES ? name : 'moss';
}

function draw() {
  const name = current();
  const other = name === 'moss' ? 'clock' : 'moss';
  const { title, by, date, text } = STORIES[name];
  document.title = `${title} · Parallax`;
  const next = element('a', { class: 'next', href: `?story=${other}`, 'data-link': '' }, `Up next: ${STORIES[other].title}`);
  const view = element(
    'main',
    { class: 'view' },
    element('div', { class: 'toolbar' }, element('button', {}, 'Listen'), element('button', {}, 'Bookmark')),
    element('h1', {}, title),
    element('p', { class: 'byline' }, `By ${by} · `, element('time', { datetime: date }, date)),
    element('div', { class: 'prose' }, ...text.map((words) => element('p', {}, words))),
    next,
  );
  document.querySelector('#root').replaceChildren(
    element('div', { class: 'app-bar' }, element('b', {}, 'Parallax'), element('a', { href: '#' }, 'Discover'), element('a', { href: '#' }, 'My library')),
    view,
    element('div', { class: 'suggest' }, element('h3', {}, 'Because you read this'), element('a', { href: '#' }, 'Twelve doors in one wall')),
    element('div', { class: 'snack' }, 'Install Parallax on your home screen'),
  );
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-link]');
  if (!link) return;
  event.preventDefault();
  history.pushState({}, '', link.href);
  draw();
  scrollTo(0, 0);
});
addEventListener('popstate', draw);
draw();
