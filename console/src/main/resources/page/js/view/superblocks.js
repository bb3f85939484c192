// The chain of superblocks, newest first, each with what L1 made of it.

import { byId, el, keyed, set, text } from '../dom.js';
import { newestFirst, WORDS } from '../state/superblocks.js';
import { clockTime, count, plural, short } from '../text.js';

const L1_STEPS = ['SENT', 'INCLUDED', 'FINALIZED'];

export function drawSuperblocks(superblocks) {
  const all = newestFirst(superblocks).slice(0, 8);
  byId('chain-empty').hidden = all.length > 0;
  keyed(byId('chain'), all, (each) => each.slot, create, fill);
}

function create() {
  return el('li', { class: 'superblock' },
    el('div', { class: 'sb-head' }, el('p', { class: 'sb-number' }), el('p', { class: 'sb-facts quiet' })),
    el('p', { class: 'sb-status' }, el('span', { class: 'shape', 'aria-hidden': 'true' }), el('span', {})),
    el('div', { class: 'sb-steps', 'aria-hidden': 'true' }, L1_STEPS.map(() => el('span', {}))),
    el('p', { class: 'sb-facts quiet' }),
    el('p', { class: 'sb-facts quiet mono' }));
}

function fill(item, superblock) {
  const [head, status, steps, facts, hash] = item.children;
  const [number, slot] = head.children;
  set(item, 'data-status', superblock.status.toLowerCase());
  text(number, `#${count(superblock.number)}`);
  text(status.lastElementChild, WORDS[superblock.status] ?? superblock.status.toLowerCase());
  const reached = L1_STEPS.indexOf(superblock.status);
  [...steps.children].forEach((step, index) => set(step, 'data-reached', index <= reached));
  text(slot, `slot ${count(superblock.slot)}`);
  const words = [];
  if (superblock.blocks !== undefined) words.push(plural(superblock.blocks, 'block'));
  if (superblock.includedXts !== undefined) words.push(plural(superblock.includedXts, 'xT'));
  text(facts, words.join(' · '));
  const where = superblock.l1Transaction ? `L1 ${short(superblock.l1Transaction)}` : short(superblock.hash);
  text(hash, [superblock.closedAt ? clockTime(superblock.closedAt) : '', where].filter(Boolean).join('  '));
}
