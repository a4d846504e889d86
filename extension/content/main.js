// The content script: injected when the reader asks for it, and then alone until the page goes.

import { answer } from '../protocol.js';
import { Desk } from './desk.js';

function start() {
  const desk = new Desk();
  answer(['background'], {
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
  });
  return desk;
}

// Injected again, it finds itself there. The name is of this script's own world, which no page can see.
globalThis.copydesk ??= start();
