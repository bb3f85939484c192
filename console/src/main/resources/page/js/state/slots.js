// The last slots, and where the present one stands. Applying an event twice changes nothing.

const KEPT = 24;
const OPENINGS = new Set(['StartSlot', 'RollBackAndStartSlot']);

export const noSlots = { byNumber: {}, latest: null, leader: null, term: null, offset: 0 };

export function slots(state, action) {
  switch (action.type) {
    case 'slot/current':
      return current(state, action);
    case 'slots/page':
      return action.items.reduce(put, state);
    case 'slot/report':
      return put(state, action.report);
    case 'slot/event':
      return event(state, action.kind, action.news);
    default:
      return state;
  }
}

function current(state, { report, askedAt, answeredAt }) {
  // The answer was made about half-way between question and answer.
  const offset = Date.parse(report.now) - (askedAt + answeredAt) / 2;
  const next = { ...state, offset, leader: report.leader, term: report.term };
  return report.slot ? put(next, report.slot) : next;
}

function put(state, report) {
  const byNumber = { ...state.byNumber, [report.slot]: report };
  const numbers = Object.keys(byNumber).map(Number).sort((a, b) => b - a);
  for (const old of numbers.slice(KEPT)) delete byNumber[old];
  return { ...state, byNumber, latest: numbers[0] };
}

function event(state, kind, news) {
  const known = state.byNumber[news.slot];
  if (OPENINGS.has(kind)) return known ? state : put(state, opened(state, news));
  if (!known) return state;
  return put(state, { ...known, state: news.state, instances: instances(known.instances, kind, news) });
}

// Until the whole report has come: times follow from the slot before.
function opened(state, news) {
  const before = state.byNumber[state.latest];
  const apart = before ? (news.slot - before.slot) * (Date.parse(before.endsAt) - Date.parse(before.beginsAt)) : 0;
  const later = (iso) => new Date(Date.parse(iso) + apart).toISOString();
  return {
    slot: news.slot,
    state: news.state,
    nextSuperblock: news.superblock,
    rollups: before?.rollups ?? [],
    beginsAt: before ? later(before.beginsAt) : news.at,
    startedAt: news.at,
    sealsAt: before ? later(before.sealsAt) : news.at,
    endsAt: before ? later(before.endsAt) : news.at,
    instances: [],
    closing: null,
  };
}

function instances(known, kind, news) {
  const xt = news.xts[0];
  if (kind === 'StartSc' && !known.some((each) => each.xtId === xt))
    return [...known, { xtId: xt, chains: news.chains, startedAt: news.at, outcome: { decision: 'VOTING' } }];
  if (kind === 'Decided')
    return known.map((each) =>
      each.xtId === xt ? { ...each, outcome: { decision: news.decision, reason: news.detail, decidedAt: news.at } } : each);
  return known;
}

/**
 * Where the present slot stands at a time of the network's clock, in milliseconds.
 * `fraction` and `cutover` are parts of the slot, 0 to 1.
 */
export function clockOf(state, now) {
  const slot = state.latest === null ? null : state.byNumber[state.latest];
  if (!slot) return null;
  const [begins, seals, ends] = [slot.beginsAt, slot.sealsAt, slot.endsAt].map((iso) => Date.parse(iso));
  const length = Math.max(1, ends - begins);
  const closed = slot.state === 'CLOSED';
  return {
    slot,
    phase: closed ? 'CLOSED' : slot.state,
    length,
    elapsed: Math.min(length, Math.max(0, now - begins)),
    fraction: Math.min(1, Math.max(0, (now - begins) / length)),
    cutover: Math.min(1, Math.max(0, (seals - begins) / length)),
    untilCutover: seals - now,
    untilEnd: ends - now,
    // A slot that has not ended long after its time is worth a word.
    overdue: now > ends + length / 4,
  };
}

/** Where in a slot something happened, 0 to 1. */
export function placeIn(slot, at) {
  const begins = Date.parse(slot.beginsAt);
  const length = Math.max(1, Date.parse(slot.endsAt) - begins);
  return Math.min(1, Math.max(0, (Date.parse(at) - begins) / length));
}
