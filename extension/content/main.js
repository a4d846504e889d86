// The content script: injected when the reader asks for it, and then alone until the page goes.

import { answer } from '../protocol.js';
import { Desk } from './desk.js';

function start() {
  const desk = new Desk();
  const own = {
    toggle: ({ known }) => desk.toggle(known),
    view: () => desk.view(),
    clean: ({ anyway, known }) => desk.clean(anyway === true, known),
    undo: () => desk.undo(),
    show: ({ piece }) => desk.show(piece),
    hide: ({ piece }) => desk.hide(piece),
    keep: ({ piece }) => desk.keep(piece),
    scroll: ({ piece }) => desk.scroll(piece),
    mention: ({ entity, index }) => desk.mention(entity, index),
    article: () => desk.whole(),
    settle: ({ settings }) => desk.settle(settings),
    cut: () => desk.cut(),
  };
  // Where the article is in a frame, the desk there is the one to ask.
  const elsewhere = (isDone) => ({ frame: desk.frame, isDone });
  const wrap = (work) => async (message) => {
    if (desk.frame !== null) return elsewhere(false);
    const done = await work(message);
    return desk.frame === null ? done : elsewhere(true);
  };
  const wrapped = Object.entries(own).map(([type, work]) => [type, wrap(work)]);
  answer(['background'], { ...Object.fromEntries(wrapped), alone: () => desk.stayAlone() });
  return desk;
}

// Injected again, it finds itself there. The name is of this script's own world, which no page can see.
globalThis.copydesk ??= start();
