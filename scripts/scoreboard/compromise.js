import nlp from 'compromise';
import { answer } from './answer.js';

const KINDS = { people: 'person', places: 'place', organizations: 'organization', money: 'money' };

answer((text) => {
  const doc = nlp(text);
  const mentions = [];
  for (const [method, kind] of Object.entries(KINDS)) {
    const found = doc[method]().json({ offset: true });
    for (const { offset, text: named } of found) {
      // What stands around the name is in the offset too.
      const at = text.indexOf(named.trim(), Math.max(offset.start - 1, 0));
      const bare = named.trim().replace(/^[^\p{L}\p{N}$€£]+|[^\p{L}\p{N}.)]+$|[.,]$/gu, '');
      const start = at < 0 ? offset.start : at + named.trim().indexOf(bare);
      mentions.push([start, start + bare.length, kind]);
    }
  }
  return mentions;
});
