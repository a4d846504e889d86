/**
 * Reads files, cleans and finds entities off the main thread; the page starts one worker for
 * cleaning and one for finding. The one that cleans keeps the last text or page and its article
 * here, and hands over only what is about to be shown: columns of pieces, a few blocks at a time,
 * one export.
 *
 * Requests are `{id, task, …}`; answers `{id, done}` or `{id, failed: {code, message}}`, and
 * before them, for a long text, `{id, share}` a few times a second: how much of it is done, from 0
 * to 1.
 */
import {
  cleanSnapshot,
  cleanText,
  entitiesToCsv,
  findEntities,
  init,
  loadEntities,
  toHtml,
  toMarkdown,
  toText,
  warm,
} from './copydesk/copydesk.js';
import { decode, decodePage } from './js/decode.js';
import { kindOf } from './js/files.js';
import { layOut } from './js/pieces.js';
import { inShownSizes } from './js/split.js';

const FIRST_BLOCKS = 60;
/** Longest text, in characters, that is searched for entities. */
const LONGEST_SEARCH = 2_000_000;
/** Least time between two words on progress, in milliseconds. */
const PAUSE = 100;
const FORMATS = {
  text: toText,
  markdown: toMarkdown,
  linked: (article) => toMarkdown(article, { linkNames: true }),
  html: toHtml,
  json: (article) => `${JSON.stringify(article, null, 2)}\n`,
  csv: entitiesToCsv,
};

/** Rounds of warming up, after which a first cleaning is about as fast as a second. */
const ROUNDS = 8;

/** Starts the wasm; tried again with the next request when it could not be loaded. */
const start = () => init({ wasm: new URL('./copydesk/copydesk_bg.wasm', import.meta.url) });
/** Whether anything was asked for yet. */
let asked = false;
/** What was last cleaned: `{text}`, or the snapshot of a `{page}`. */
let input;
let article;
/** The article's blocks in the sizes that the page shows. */
let shown = [];
let queue = Promise.resolve();

const tasks = {
  /** What a file holds: `{text}`, or `{html}` with what else it says of its page. */
  async read({ bytes, ...file }) {
    const kind = kindOf(file, bytes);
    if (kind === 'text') return { text: decode(bytes) };
    if (kind !== 'mail') return { html: decodePage(bytes), type: kind };
    const { open } = await import('./js/mail.js');
    return open(bytes);
  },
  /** Cleans `text`, the snapshot `page`, or what was cleaned last, under `verdicts`. */
  clean({ text, page, verdicts }, tell) {
    input = text === undefined && !page ? input : { text, page };
    article = undefined;
    const onProgress = throttled((share) => tell({ share }));
    const options = { verdicts, onProgress };
    article = input.page ? cleanSnapshot(input.page, options) : cleanText(input.text, options);
    shown = inShownSizes(article.blocks);
    const { blocks, removed, parts, text: body, entities, ...head } = article;
    const { columns: pieces, words } = layOut(article, input.text);
    return {
      head,
      body: body.length > LONGEST_SEARCH ? null : body,
      pieces,
      words,
      blocks: shown.slice(0, FIRST_BLOCKS),
      blockSizes: Uint32Array.from(shown, (block) => block.text.length),
      blockStarts: Uint32Array.from(shown, (block) => block.at),
    };
  },
  blocks: ({ from, to }) => shown.slice(from, to),
  format: ({ format, found }) => FORMATS[format]({ ...article, ...found }),
  /** Finds entities in `job.text`; the model is fetched at the first time. */
  async find({ text, ...options }) {
    await loadEntities({ model: new URL('./copydesk/entities.bin', import.meta.url) });
    return findEntities(text, options);
  },
};

/** Tells shares on, the first when the work has gone on for a while. */
function throttled(tell) {
  let last = performance.now();
  return (share) => {
    const now = performance.now();
    if (now - last < PAUSE) return;
    last = now;
    tell(share);
  };
}

/** The columns of numbers in an answer; they are handed over, not copied. */
function columnsOf({ pieces, blockSizes, blockStarts }) {
  if (!pieces) return [];
  const columns = [...Object.values(pieces), blockSizes, blockStarts];
  return [...new Set(columns.map(({ buffer }) => buffer))];
}

async function answer({ id, task, ...job }) {
  try {
    await start();
    const tell = (news) => self.postMessage({ id, ...news });
    const done = await tasks[task](job, tell);
    self.postMessage({ id, done }, columnsOf(done));
  } catch (error) {
    self.postMessage({ id, failed: { code: error.code ?? 'crashed', message: error.message } });
  }
}

self.onmessage = ({ data }) => {
  asked = true;
  queue = queue.then(() => answer(data));
};

/** Uses the time until the reader asks for something. */
async function warmUp() {
  await start();
  for (let round = 0; round < ROUNDS && !asked; round += 1) {
    warm();
    await new Promise((next) => setTimeout(next));
  }
}

// What fails here fails again, with words, when something is asked for.
warmUp().catch(() => {});
