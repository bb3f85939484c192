// A lane for each rollup under the slot's clock, and the slots before.

import { byId, el, hidden, keyed, set, text } from '../dom.js';
import { placeIn } from '../state/slots.js';
import { clockTime, count, plural, sequencerState, short } from '../text.js';

const MARKS = {
  start: 'xT starts',
  'vote-commit': 'votes for',
  'vote-abort': 'votes against',
  commit: 'xT commits',
  abort: 'xT aborts',
  sealed: 'block sealed',
  accepted: 'block accepted',
  rejected: 'block rejected',
};
const OUTCOMES = { BUILT: 'built', FAILED: 'no superblock', ROLLED_BACK: 'rolled back' };
const STANDINGS = { ACCEPTED: 'accepted', REJECTED: 'rejected', INCLUDED: 'in a superblock', DROPPED: 'dropped',
  ROLLED_BACK: 'rolled back', FINALIZED: 'final' };

export function drawLanes(state) {
  const { slots, lanes, services } = state;
  const slot = slots.latest === null ? null : slots.byNumber[slots.latest];
  const all = Object.values(lanes).sort((a, b) => a.chain - b.chain);
  keyed(byId('lanes'), all, (lane) => lane.chain, create, (row, lane) => fill(row, lane, slot, services));
}

function create() {
  return el('li', { class: 'row lane' },
    el('div', { class: 'lane-name' },
      el('span', { class: 'chain-id' }), el('span', { class: 'lane-state quiet' })),
    el('div', { class: 'track' },
      el('span', { class: 'cutover', 'aria-hidden': 'true' }), el('span', { class: 'playhead', 'aria-hidden': 'true' }),
      el('ol', { class: 'marks' })));
}

function fill(row, lane, slot, services) {
  const lost = services[`sequencer-${lane.chain}`]?.status === 'lost';
  set(row, 'data-lost', lost);
  const [name, standing] = row.firstElementChild.children;
  text(name, lane.chain);
  text(standing, lost ? 'sequencer unreachable' : standingOf(lane, slot));
  const marks = slot ? lane.marks.filter((mark) => mark.slot === slot.slot) : [];
  keyed(row.querySelector('.marks'), marks, (mark) => mark.key, createMark, (mark, each) => place(mark, each, slot));
}

function standingOf(lane, slot) {
  const part = slot && slot.rollups.length > 0 && !slot.rollups.includes(lane.chain) ? ' (not in this slot)' : '';
  const block = lane.draft ? `, block #${count(lane.draft.number)}` : lane.block ? `, block #${count(lane.block.number)} ${STANDINGS[lane.block.standing] ?? ''}` : '';
  return (lane.state === null ? 'not heard yet' : sequencerState(lane.state)) + block + part;
}

function createMark(mark) {
  const words = [MARKS[mark.kind], mark.xt ? short(mark.xt) : null, `at ${clockTime(mark.at)}`].filter(Boolean).join(' ');
  return el('li', { class: `m m-${mark.kind}`, title: words }, hidden(words));
}

function place(element, mark, slot) {
  element.style.setProperty('--at', placeIn(slot, mark.at).toFixed(4));
}

export function drawPast(slots) {
  const past = Object.values(slots.byNumber)
    .filter((slot) => slot.slot !== slots.latest && slot.closing)
    .sort((a, b) => b.slot - a.slot)
    .slice(0, 10);
  keyed(byId('past'), past, (slot) => slot.slot, () => el('li', { class: 'past-slot' }), fillPast);
}

function fillPast(item, slot) {
  const { outcome, superblock, includedXts, requeued, aborted } = slot.closing;
  const words = [
    outcome === 'BUILT' ? `superblock #${count(superblock)}` : OUTCOMES[outcome] ?? outcome.toLowerCase(),
    plural(includedXts.length, 'xT'),
  ];
  const troubled = Object.keys(requeued ?? {}).length;
  const lost = Object.keys(aborted ?? {}).length;
  if (troubled) words.push(`${troubled} queued again`);
  if (lost) words.push(`${lost} aborted`);
  set(item, 'data-outcome', outcome.toLowerCase());
  const line = words.join(', ');
  if (item.dataset.line === line) return;
  item.dataset.line = line;
  item.replaceChildren(el('span', { class: 'past-number' }, count(slot.slot)), el('span', { class: 'past-words' }, line));
}
