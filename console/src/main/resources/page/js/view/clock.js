// The slot's number, state, countdown and the hand that moves over all lanes.

import { byId, set, text } from '../dom.js';
import { clockOf } from '../state/slots.js';
import { count, plural, seconds, wholeSeconds } from '../text.js';

const WORDS = { FREE: 'Free', LOCKED: 'Locked', SEALING: 'Sealing', CLOSED: 'Closed', STARTING_SLOT: 'Opening' };
const MEANINGS = {
  FREE: 'the next xT may start',
  LOCKED: 'an xT is being voted on',
  SEALING: 'blocks are coming in',
  CLOSED: 'the next slot is about to open',
  STARTING_SLOT: 'the slot opens',
};

export function drawClock(slots) {
  const clock = clockOf(slots, Date.now() + slots.offset);
  if (!clock) return;
  const { slot, phase } = clock;
  text(byId('slot-number'), count(slot.slot));
  const state = byId('slot-state');
  set(state, 'data-state', phase.toLowerCase());
  text(byId('slot-state-text'), WORDS[phase] ?? phase);
  text(byId('countdown'), countdown(clock));
  text(byId('elapsed'), seconds(clock.elapsed));
  const score = byId('score');
  score.style.setProperty('--now', clock.fraction.toFixed(4));
  score.style.setProperty('--cutover', clock.cutover.toFixed(4));
  set(score, 'data-phase', phase.toLowerCase());
  set(byId('ruler'), 'aria-label',
    `Slot ${slot.slot}, ${WORDS[phase] ?? phase}: ${MEANINGS[phase] ?? ''}; cut-over after ${wholeSeconds(clock.cutover * clock.length)} of ${wholeSeconds(clock.length)}`);
  text(byId('next-superblock'), `#${count(slot.nextSuperblock)}`);
  text(byId('slot-xts'), xtsIn(slot));
  text(byId('leader'), slots.term === null ? '–' : `${slots.leader}, term ${slots.term}`);
}

function countdown(clock) {
  if (clock.overdue) return 'overdue: the publisher is silent';
  if (clock.phase === 'FREE' || clock.phase === 'LOCKED')
    return clock.untilCutover > 0 ? `cut-over in ${wholeSeconds(clock.untilCutover)}` : 'cut-over now';
  return clock.untilEnd > 0 ? `next slot in ${wholeSeconds(clock.untilEnd)}` : 'next slot now';
}

function xtsIn(slot) {
  const outcomes = slot.instances.map((each) => each.outcome.decision);
  if (outcomes.length === 0) return 'none yet';
  const committed = outcomes.filter((each) => each === 'COMMITTED').length;
  return `${plural(outcomes.length, 'xT')}, ${committed} committed`;
}
