import { findEntities, loadEntities } from '../../pkg/copydesk.js';
import wasm from '../../pkg/copydesk_bg.wasm';
import model from '../../pkg/entities.bin';
import { answer } from './answer.js';

await loadEntities({ wasm: new URL(wasm, self.location), model: new URL(model, self.location) });

answer((text) =>
  findEntities(text, { language: 'en' }).entities.flatMap(({ kind, mentions }) =>
    mentions.map(({ start, end }) => [start, end, kind]),
  ),
);
