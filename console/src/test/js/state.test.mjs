// What the page makes of the services' answers and events.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothing, reduce } from '../../main/resources/page/js/state/store.js';
import { clockOf, placeIn } from '../../main/resources/page/js/state/slots.js';
import { progressOf } from '../../main/resources/page/js/state/xts.js';
import { newestFirst } from '../../main/resources/page/js/state/superblocks.js';
import { announcement, summary } from '../../main/resources/page/js/state/services.js';

const XT = `0x${'ab'.repeat(32)}`;
const BEGIN = Date.parse('2026-01-01T00:00:00Z');
const at = (seconds) => new Date(BEGIN + seconds * 1000).toISOString();

const slot = (number, facts = {}) => ({
  slot: number, state: 'FREE', nextSuperblock: number, rollups: [77777, 88888], beginsAt: at(12 * number),
  startedAt: at(12 * number + 0.1), sealsAt: at(12 * number + 8), endsAt: at(12 * number + 12), instances: [], closing: null, ...facts,
});
const news = (facts) => ({ slot: 1, state: 'FREE', at: at(13), xts: [], chains: [], detail: '', ...facts });
const play = (...actions) => actions.reduce(reduce, nothing);
const slotEvent = (kind, facts) => ({ type: 'slot/event', kind, news: news(facts) });
const current = (report) => ({ type: 'slot/current', report: { now: at(13), leader: 'one', term: 3, slot: report }, askedAt: BEGIN + 13_900, answeredAt: BEGIN + 14_100 });
const configured = {
  type: 'configured', at: 0, chains: [77777, 88888],
  services: [{ id: 'slots', label: 'slot-service', kind: 'slots' }, { id: 'xts', label: 'xt-queue-service', kind: 'xts' }],
};

test('the clock runs by the network, not by the reader', () => {
  const state = play(current(slot(1)));
  assert.equal(state.slots.offset, -1000);
  const clock = clockOf(state.slots, BEGIN + 16_000);
  assert.equal(clock.fraction.toFixed(3), '0.333');
  assert.equal(clock.cutover.toFixed(3), '0.667');
  assert.equal(clock.untilCutover, 4000);
  assert.equal(clock.overdue, false);
  assert.equal(clockOf(state.slots, BEGIN + 28_000).overdue, true);
  assert.equal(clockOf(nothing.slots, BEGIN), null);
});

test('an opening slot gets its times from the one before until its report comes', () => {
  const state = play(current(slot(1)), slotEvent('StartSlot', { slot: 3, superblock: 3, at: at(36.2) }));
  assert.equal(state.slots.latest, 3);
  const opened = state.slots.byNumber[3];
  assert.deepEqual([opened.beginsAt, opened.sealsAt, opened.endsAt], [at(36), at(44), at(48)]);
  assert.equal(placeIn(opened, at(42)), 0.5);
});

test('an xT locks the slot and frees it, and told twice it is still one', () => {
  const start = slotEvent('StartSc', { state: 'LOCKED', xts: [XT], chains: [77777, 88888] });
  const decided = slotEvent('Decided', { xts: [XT], decision: 'COMMITTED', detail: 'committed' });
  const locked = play(configured, current(slot(1)), start, start);
  assert.equal(clockOf(locked.slots, BEGIN).phase, 'LOCKED');
  assert.equal(locked.slots.byNumber[1].instances.length, 1);
  const free = [decided, decided].reduce(reduce, locked);
  assert.equal(clockOf(free.slots, BEGIN).phase, 'FREE');
  assert.equal(free.slots.byNumber[1].instances[0].outcome.decision, 'COMMITTED');
  assert.deepEqual(free.lanes[88888].marks.map((mark) => mark.kind), ['start', 'commit']);
});

test('votes, blocks and verdicts are marks of their lane', () => {
  const vote = { type: 'sequencer/event', chain: 77777, kind: 'simulated', news: news({ state: 'BUILDING_LOCKED', xts: [XT], vote: 'ABORT' }) };
  const sealed = { type: 'sequencer/event', chain: 77777, kind: 'sealed', news: news({ state: 'SUBMITTING', xts: [XT] }) };
  const verdict = (kind) => ({ type: 'block/event', news: { kind, at: at(21), chainId: 77777, slot: 1, number: 5, hash: XT } });
  const state = play(configured, vote, vote, sealed, verdict('ACCEPTED'), verdict('INCLUDED'));
  assert.deepEqual(state.lanes[77777].marks.map((mark) => mark.kind), ['vote-abort', 'sealed', 'accepted']);
  assert.equal(state.lanes[77777].block.standing, 'INCLUDED');
  assert.equal(state.lanes[77777].state, 'SUBMITTING');
  assert.deepEqual(state.lanes[88888].marks, []);
});

test('marks and slots are forgotten in time', () => {
  let state = play(configured, current(slot(1)));
  for (let number = 1; number <= 40; number++) {
    state = reduce(state, slotEvent('StartSlot', { slot: number }));
    state = reduce(state, slotEvent('StartSc', { slot: number, xts: [`0x${number}`], chains: [77777] }));
  }
  assert.equal(Object.keys(state.slots.byNumber).length, 24);
  assert.deepEqual(state.lanes[77777].marks.map((mark) => mark.slot), [39, 40]);
  assert.equal(state.log.length, 60);
});

const xtEvent = (id, status, facts = {}) => ({
  type: 'xt/event', news: { id, xtId: XT, at: at(id), event: status, status, final: false, attempts: 1, ...facts },
});
const places = (state) => progressOf(state.xts.byId[XT]).steps.map((step) => step.place).join(' ');

test('an xT walks from queued to final', () => {
  const state = play(xtEvent(1, 'QUEUED', { attempts: 0 }), xtEvent(2, 'STARTED', { slot: 4 }), xtEvent(3, 'COMMITTED'));
  assert.equal(places(state), 'done done now next next next');
  const final = [xtEvent(4, 'INCLUDED', { superblock: 9 }), xtEvent(5, 'PUBLISHED'), xtEvent(6, 'FINALIZED', { final: true })].reduce(reduce, state);
  assert.equal(places(final), 'done done done done done done');
  assert.equal(final.xts.byId[XT].superblock, 9);
  assert.equal(progressOf(final.xts.byId[XT]).requeues, 0);
});

test('an aborted xT says why and where it stopped', () => {
  const reason = { kind: 'VOTED_DOWN', chains: [88888], cause: 'EXECUTION_FAILED', detail: 'reverted' };
  const state = play(xtEvent(1, 'QUEUED', { attempts: 0 }), xtEvent(2, 'STARTED'), xtEvent(3, 'ABORTED', { final: true, reason }));
  assert.equal(places(state), 'done done failed next next next');
  assert.equal(progressOf(state.xts.byId[XT]).failed, true);
  assert.deepEqual(state.xts.byId[XT].reason, reason);
});

test('an xT of a list tells where it stopped without its history', () => {
  const listed = (status) => play({ type: 'xts/page', items: [{ xtId: XT, status, final: true, chains: [1, 2] }] });
  assert.equal(places(listed('ABORTED')), 'done done failed next next next');
  assert.equal(places(listed('EXPIRED')), 'done failed next next next next');
});

test('a requeued xT starts again and counts its tries', () => {
  const state = play(xtEvent(1, 'STARTED'), xtEvent(2, 'QUEUED', { event: 'REQUEUED', reason: { kind: 'SLOT_FAILED' } }), xtEvent(3, 'STARTED', { attempts: 2 }));
  assert.equal(places(state), 'done now next next next next');
  assert.equal(progressOf(state.xts.byId[XT]).requeues, 1);
});

test('an event that comes late or twice changes no status', () => {
  const state = play(xtEvent(3, 'COMMITTED'), xtEvent(2, 'STARTED'), xtEvent(3, 'COMMITTED'));
  assert.equal(state.xts.byId[XT].status, 'COMMITTED');
  assert.deepEqual(state.xts.byId[XT].events.map((event) => event.id), [2, 3]);
});

test('a page of xTs is newest first and the list is bounded', () => {
  const items = Array.from({ length: 30 }, (_, index) => ({ xtId: `0x${index}`, status: 'FINALIZED', final: true, chains: [1, 2] }));
  const state = play({ type: 'xts/page', items });
  assert.equal(state.xts.order.length, 12);
  assert.equal(state.xts.order[0], '0x0');
  assert.equal(Object.keys(state.xts.byId).length, 12);
});

test('superblocks follow L1, also backwards', () => {
  const event = (kind, facts = {}) => ({ type: 'superblock/event', kind, news: { number: 7, slot: 9, at: at(1), ...facts } });
  let state = play(event('superblock-queued'), event('superblock-published', { l1Transaction: XT }), event('superblock-included'));
  assert.equal(newestFirst(state.superblocks)[0].status, 'INCLUDED');
  state = reduce(state, event('superblock-reorged'));
  assert.equal(newestFirst(state.superblocks)[0].status, 'SENT');
  state = reduce(state, event('superblock-rolled-back'));
  assert.equal(newestFirst(state.superblocks)[0].status, 'ROLLED_BACK');
  // The number comes again in a later slot.
  state = reduce(state, event('superblock-queued', { slot: 11 }));
  assert.deepEqual(newestFirst(state.superblocks).map((each) => [each.number, each.slot]), [[7, 11], [7, 9]]);
  assert.equal(reduce(state, event('rollback-seen', { number: undefined, slot: undefined })).superblocks, state.superblocks);
});

test('a service that goes and comes back is said so', () => {
  const heard = (id, status, again) => ({ type: 'service/state', id, label: id, status, at: BEGIN, again });
  const live = play(configured, heard('slots', 'live'), heard('xts', 'live'));
  assert.deepEqual(summary(live.services), { tone: 'good', text: 'all 2 services live' });
  const lost = reduce(live, heard('xts', 'lost'));
  assert.deepEqual(summary(lost.services), { tone: 'bad', text: 'xt-queue-service unreachable' });
  assert.equal(announcement(live.services, lost.services), 'xt-queue-service is unreachable');
  assert.equal(reduce(lost, heard('xts', 'lost')).services, lost.services);
  const back = reduce(lost, heard('xts', 'live', true));
  assert.equal(announcement(lost.services, back.services), 'xt-queue-service is back');
  assert.equal(announcement(back.services, back.services), null);
  assert.equal(summary(play(configured).services).tone, 'wait');
});

test('what happens is told in words, newest first', () => {
  const state = play(configured,
    slotEvent('StartSc', { xts: [XT], chains: [77777, 88888], at: at(14) }),
    slotEvent('Decided', { xts: [XT], decision: 'ABORTED', detail: 'aborted: timed out', at: at(17) }),
    { type: 'sequencer/event', chain: 77777, kind: 'simulated', news: news({ xts: [XT], vote: 'COMMIT', at: at(15) }) });
  assert.deepEqual(state.log.map((line) => line.text), [
    'xT 0xababab…abab aborted: timed out', '77777 votes for xT 0xababab…abab', 'xT 0xababab…abab starts on 77777, 88888',
  ]);
  assert.equal(state.log[0].tone, 'bad');
});
