// What the panel says while there is no cleaned article: a title, what to know or do, and at most one action.

import { troubleOf } from '../ui/trouble.js';
import { say } from '../ui/words.js';

const clean = (label, fields) => ({ type: 'clean', label: say(label), fields });
const turnOn = () => ({ type: 'mode', label: say('turnOn'), fields: { mode: 'click' } });

const STATES = {
  idle: ({ mode }) =>
    mode === 'off'
      ? { title: say('offTitle'), hint: say('offHint'), action: turnOn() }
      : { title: say('idleTitle'), hint: say('idleHint'), action: clean('clean') },
  working: () => ({ title: say('workingTitle'), hint: say('workingHint'), busy: true }),
  'not-article': () => ({
    title: say('notArticleTitle'),
    hint: say('notArticleHint'),
    action: clean('cleanAnyway', { anyway: true }),
  }),
  failed: ({ code }) => ({
    title: say('failedTitle'),
    hint: troubleOf(code),
    action: code === 'off' ? turnOn() : clean('tryAgain'),
  }),
};

/**
 * @param {{state: string, code?: string, mode: string}} view
 * @returns {{title: string, hint: string, busy?: boolean, action?: {type: string, label: string, fields?: object}}}
 */
export function plainOf(view) {
  return STATES[view.state](view);
}
