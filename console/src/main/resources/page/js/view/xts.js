// Each xT as a row of steps that can be opened to see its history.

import { byId, el, hidden, keyed, set, text } from '../dom.js';
import { progressOf } from '../state/xts.js';
import { clockTime, count, reasonText, short } from '../text.js';

const STEP_NAMES = { QUEUED: 'Queued', STARTED: 'Started', COMMITTED: 'Committed', INCLUDED: 'Included', PUBLISHED: 'Published',
  FINALIZED: 'Final' };
const PLACES = { done: 'done', now: 'now', next: 'to come', failed: 'failed' };

export function drawXts(xts) {
  byId('xts-empty').hidden = xts.order.length > 0;
  keyed(byId('xts'), xts.order.map((id) => xts.byId[id]), (xt) => xt.id, create, fill);
}

function create(xt) {
  const steps = progressOf(xt).steps.map(({ name }) =>
    el('li', { class: 'step', 'data-step': name }, el('span', { class: 'step-name' }, STEP_NAMES[name]), hidden('')));
  return el('li', { class: 'xt' },
    el('details', {},
      el('summary', {},
        el('span', { class: 'xt-id mono', title: xt.id }, short(xt.id)),
        el('span', { class: 'xt-own tag' }),
        el('span', { class: 'xt-chains quiet' }),
        el('span', { class: 'xt-label' })),
      el('div', { class: 'history' },
        el('p', { class: 'mono full-id' }, xt.id), el('ol', { class: 'events' }))),
    el('ol', { class: 'steps', 'aria-label': 'How far it is' }, steps),
    el('p', { class: 'xt-reason' }));
}

function fill(item, xt) {
  const progress = progressOf(xt);
  set(item, 'data-status', (xt.status ?? 'sent').toLowerCase());
  set(item, 'data-failed', progress.failed);
  const find = (name) => item.querySelector(name);
  text(find('.xt-own'), xt.own ?? '');
  text(find('.xt-chains'), xt.chains ? `between ${xt.chains.join(' and ')}` : '');
  text(find('.xt-label'), labelOf(xt, progress));
  progress.steps.forEach(({ place }, index) => {
    const step = find('.steps').children[index];
    set(step, 'data-place', place);
    set(step, 'aria-current', place === 'now' ? 'step' : null);
    text(step.lastElementChild, PLACES[place]);
  });
  const reason = reasonText(xt.reason);
  const line = reason && !progress.failed ? `before: ${reason}` : reason;
  text(find('.xt-reason'), line);
  find('.xt-reason').hidden = line === '';
  keyed(find('.events'), xt.events, (each) => each.id, createEvent, () => {});
}

function labelOf(xt, progress) {
  const words = [progress.label];
  if (progress.requeues > 0) words.push(`try ${progress.requeues + 1}`);
  if (xt.superblock !== undefined) words.push(`superblock #${count(xt.superblock)}`);
  else if (xt.slot !== undefined) words.push(`slot ${count(xt.slot)}`);
  return words.join(' · ');
}

function createEvent(news) {
  const facts = [];
  if (news.slot !== undefined) facts.push(`slot ${count(news.slot)}`);
  if (news.superblock !== undefined) facts.push(`superblock #${count(news.superblock)}`);
  if (news.l1Transaction) facts.push(`L1 ${short(news.l1Transaction)}`);
  const reason = reasonText(news.reason);
  if (reason) facts.push(reason);
  return el('li', {}, el('time', { datetime: news.at, class: 'mono quiet' }, clockTime(news.at)), ' ',
    el('strong', {}, news.event.toLowerCase()), facts.length > 0 ? ` ${facts.join(', ')}` : '');
}
