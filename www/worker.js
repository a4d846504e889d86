/**
 * Cleans and finds entities off the main thread; the page starts one worker for each. The one that
 * cleans keeps the last text and its article here, and hands the page only what it is about to
 * show: columns of pieces, a few blocks at a time, one export.
 *
 * Requests are `{id, task, …}`; answers `{id, done}` or `{id, failed: {code, message}}`, and
 * before them, for a file, `{id, decoded}`: its text, and for a long text `{id, share}` a few times
 * a second: how much of it is done, from 0 to 1.
 */
import {
  cleanText,
  entitiesToCsv,
  findEntities,
  init,
  loadEntities,
  toHtml,
  toMarkdown,
  toText,
} from './copydesk/copydesk.js';
import { decode } from './js/decode.js';
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

const ready = init({ wasm: new URL('./copydesk/copydesk_bg.wasm', import.meta.url) });
let text = '';
let article;
/** The article's blocks in the sizes that the page shows. */
let shown = [];
let queue = Promise.resolve();

const tasks = {
  /** Cleans `job.text`, the file `job.bytes`, or the text of last time, under `job.verdicts`. */
  clean(job, tell) {
    if (job.bytes) {
      text = decode(job.bytes);
      tell({ decoded: text });
    } else if (job.text !== undefined) text = job.text;
    article = undefined;
    const onProgress = throttled((share) => tell({ share }));
    article = cleanText(text, { verdicts: job.verdicts, onProgress });
    shown = inShownSizes(article.blocks);
    const { blocks, removed, parts, text: body, entities, ...head } = article;
    return {
      head,
      body: body.length > LONGEST_SEARCH ? null : body,
      pieces: layOut(article, text),
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
  const columns = [pieces.starts, pieces.ends, pieces.codes, blockSizes, blockStarts];
  return columns.map(({ buffer }) => buffer);
}

async function answer({ id, task, ...job }) {
  try {
    await ready;
    const tell = (news) => self.postMessage({ id, ...news });
    const done = await tasks[task](job, tell);
    self.postMessage({ id, done }, columnsOf(done));
  } catch (error) {
    self.postMessage({ id, failed: { code: error.code ?? 'crashed', message: error.message } });
  }
}

self.onmessage = ({ data }) => {
  queue = queue.then(() => answer(data));
};
