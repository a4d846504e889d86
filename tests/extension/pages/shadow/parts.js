// Custom elements with open shadow roots: the frame, part of the prose, an ad and the teasers are inside.
const REST = [
  'Since then the county has counted them every second winter, which means counting what they leave on stones. Last month volunteers found fresh signs at 88 of 112 bridges. “If you know the smell you never lose it,” says Ambrose Kittle, who organises the count. “Some people say violets. I say violets and an old boat.”',
  'Not everybody is glad. Two fish farms below the weir have lost half of their stock, and fencing a pond costs about four thousand pounds. The county pays a third of it. One of the farmers has given up carp and now breeds crayfish, which the otters like even better.',
  'What brought them back was not a plan for otters at all. It was the ban on a sheep dip in 1995, after which the eels returned, and after the eels everything that eats them. The river did the rest by being left alone.',
];
const CSS = `
  :host { display: block } .bar { position: sticky; top: 0; background: #2e4a3b; color: #fff; padding: 12px 24px; display: flex; gap: 24px }
  .story { max-width: 680px; margin: 24px auto; padding: 0 20px } .meta { color: #667; font-size: 15px } .ad { background: #fff4cc; border: 1px solid #e2cf86; padding: 16px; text-align: center; font: 14px sans-serif }
  .tray { max-width: 900px; margin: auto; display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px } .tile { background: #eef2ee; padding: 12px }`;

function part(name, content) {
  customElements.define(
    name,
    class extends HTMLElement {
      constructor() {
        super();
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(CSS);
        const root = this.attachShadow({ mode: 'open' });
        root.adoptedStyleSheets = [sheet];
        root.append(...content());
      }
    },
  );
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

function slot(name) {
  const made = document.createElement('slot');
  if (name) made.name = name;
  return made;
}

part('fn-bar', () => [
  element('div', 'bar', element('b', '', 'Field Notes'), element('span', '', 'Birds'), element('span', '', 'Rivers'), element('span', '', 'Support our wardens')),
]);
part('fn-ad', () => [element('div', 'ad', 'Advertisement: waders that stay dry, from Brook & Fell')]);
part('fn-story', () => [
  element('article', 'story', slot('headline'), element('p', 'meta', slot('byline'), ' · ', slot('date')), slot(),
    document.createElement('fn-ad'), ...REST.map((words) => element('p', '', words)),
    element('div', 'share', element('button', '', 'Send this to a friend'))),
]);
part('fn-tray', () => [
  element('section', 'tray', ...['A heron in the ticket hall', 'Counting newts by torchlight', 'Why swifts sleep on the wing'].map((title) => element('div', 'tile', element('h3', '', title)))),
]);
