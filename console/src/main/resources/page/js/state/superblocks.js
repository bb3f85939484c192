// The newest superblocks, by slot: a number may come twice, when settlement took one back.

const KEPT = 12;

/** The names of the service's events, and the status that each leads to. */
export const STATUS_OF = {
  'superblock-queued': 'QUEUED',
  'superblock-published': 'SENT',
  'superblock-included': 'INCLUDED',
  'superblock-finalized': 'FINALIZED',
  'superblock-reorged': 'SENT',
  'superblock-rolled-back': 'ROLLED_BACK',
  'superblock-refused': 'REFUSED',
};

export const WORDS = {
  QUEUED: 'waits for L1',
  SENT: 'sent to L1',
  INCLUDED: 'published on L1',
  FINALIZED: 'final on L1',
  ROLLED_BACK: 'rolled back',
  REFUSED: 'refused',
};

export function superblocks(state, action) {
  switch (action.type) {
    case 'superblocks/page':
      return keep(action.items.reduce((all, item) => put(all, item.slot, item), state));
    case 'superblock/event':
      return event(state, action.kind, action.news);
    default:
      return state;
  }
}

function event(state, kind, news) {
  const status = STATUS_OF[kind];
  if (!status || news.slot === undefined) return state;
  const told = { number: news.number, slot: news.slot, status };
  for (const fact of ['hash', 'l1Transaction', 'l1BlockNumber']) if (news[fact] !== undefined) told[fact] = news[fact];
  if (kind === 'superblock-queued') told.closedAt = news.at;
  return keep(put(state, news.slot, told));
}

const put = (state, slot, facts) => ({ ...state, [slot]: { ...(state[slot] ?? {}), ...facts } });

function keep(state) {
  return Object.fromEntries(newestFirst(state).slice(0, KEPT).map((each) => [each.slot, each]));
}

export const newestFirst = (state) => Object.values(state).sort((a, b) => b.slot - a.slot);
