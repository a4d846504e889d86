import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { answer } from './answer.js';

const nlp = winkNLP(model);
const { its } = nlp;
const KINDS = { DATE: 'date', TIME: 'time', MONEY: 'money', PERCENT: 'percent' };

answer((text) => {
  const doc = nlp.readDoc(text);
  const mentions = [];
  let from = 0;
  for (const { value, type } of doc.entities().out(its.detail)) {
    const start = text.indexOf(value, from);
    if (start < 0) continue;
    from = start + value.length;
    if (KINDS[type]) mentions.push([start, from, KINDS[type]]);
  }
  return mentions;
});
