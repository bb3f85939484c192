// The last xTs and how far each has come.

const KEPT = 12;
const EVENTS_KEPT = 40;

export const STEPS = ['QUEUED', 'STARTED', 'COMMITTED', 'INCLUDED', 'PUBLISHED', 'FINALIZED'];
const FAILURES = new Set(['ABORTED', 'EXHAUSTED', 'EXPIRED', 'WITHDRAWN']);

export const noXts = { order: [], byId: {} };

export function xts(state, action) {
  switch (action.type) {
    case 'xts/page':
      return [...action.items].reverse().reduce((all, report) => put(all, report.xtId, facts(report)), state);
    case 'xt/report':
      return put(state, action.report.xtId, { ...facts(action.report), events: action.report.timeline ?? [] });
    case 'xt/event':
      return event(state, action.news);
    case 'xt/chains':
      return state.byId[action.xtId] ? put(state, action.xtId, { chains: action.chains, queuedAt: action.queuedAt }) : state;
    case 'xt/own':
      return put(state, action.xtId, { own: action.label });
    default:
      return state;
  }
}

function event(state, news) {
  const known = state.byId[news.xtId];
  const before = known?.events ?? [];
  if (before.some((each) => each.id === news.id)) return state;
  const events = [...before, news].sort((a, b) => a.id - b.id).slice(-EVENTS_KEPT);
  // An older event that comes late belongs to the past, not to the status.
  const isNewest = events[events.length - 1] === news;
  return put(state, news.xtId, isNewest ? { ...facts(news), events } : { events });
}

function facts(report) {
  const { status, attempts, slot, sequence, superblock, l1Transaction, reason } = report;
  const told = { status, ended: report.final, attempts, slot, sequence, superblock, l1Transaction, reason };
  if (report.chains) told.chains = report.chains;
  if (report.queuedAt) told.queuedAt = report.queuedAt;
  return told;
}

function put(state, id, told) {
  const known = state.byId[id] ?? { id, status: null, events: [] };
  // What a later status does not speak of is still true of the xT.
  const kept = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  if (told.status !== undefined && told.reason === undefined && !isTroubled(told.status)) kept.reason = known.reason;
  const byId = { ...state.byId, [id]: { ...known, ...kept } };
  const order = state.order.includes(id) ? state.order : [id, ...state.order];
  for (const old of order.slice(KEPT)) delete byId[old];
  return { order: order.slice(0, KEPT), byId };
}

const isTroubled = (status) => FAILURES.has(status) || status === 'ABORTING';

/** How far an xT is: for each step 'done', 'now', 'next' or 'failed', and the whole in a word. */
export function progressOf(xt) {
  const failed = FAILURES.has(xt.status);
  const reached = failed ? lastStep(xt) : STEPS.indexOf(xt.status === 'ABORTING' ? 'STARTED' : withdrawn(xt.status));
  return {
    failed,
    steps: STEPS.map((name, index) => ({ name, place: placeOf(index, reached, failed, xt.status) })),
    label: LABELS[xt.status] ?? (xt.status ?? 'sent').toLowerCase(),
    requeues: Math.max(0, (xt.attempts ?? 0) - (xt.status === 'QUEUED' ? 0 : 1)),
  };
}

const withdrawn = (status) => (status === 'WITHDRAWING' ? 'QUEUED' : status);

function placeOf(index, reached, failed, status) {
  if (index < reached) return 'done';
  if (index > reached) return failed && index === reached + 1 ? 'failed' : 'next';
  return failed || status === 'FINALIZED' ? 'done' : 'now';
}

function lastStep(xt) {
  const places = xt.events.map((each) => STEPS.indexOf(each.status));
  // A list tells no events, but only what was started is voted down.
  return Math.max(xt.status === 'ABORTED' || xt.status === 'EXHAUSTED' ? 1 : 0, ...places);
}

const LABELS = {
  QUEUED: 'queued',
  WITHDRAWING: 'being withdrawn',
  STARTED: 'being voted on',
  COMMITTED: 'committed',
  ABORTING: 'aborting',
  INCLUDED: 'in a superblock',
  PUBLISHED: 'on L1',
  FINALIZED: 'final on L1',
  ABORTED: 'aborted',
  EXHAUSTED: 'given up after too many tries',
  EXPIRED: 'expired',
  WITHDRAWN: 'withdrawn',
};
