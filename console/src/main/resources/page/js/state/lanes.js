// One lane for each rollup: what its sequencer does, and marks in the time of the slot.

const MARKS_KEPT = 160;
const SLOTS_KEPT = 2;

const empty = (chain) => ({ chain, state: null, slot: null, draft: null, alarm: null, block: null, marks: [] });

const OF_SEQUENCER = { started: 'start', sealed: 'sealed', failed: 'rejected' };
const OF_BLOCK = { ACCEPTED: 'accepted', REJECTED: 'rejected' };

export function lanes(state, action) {
  switch (action.type) {
    case 'configured':
      return action.chains.reduce((all, chain) => change(all, chain, {}), state);
    case 'slot/current':
      return (action.report.slot?.rollups ?? []).reduce((all, chain) => change(all, chain, {}), state);
    case 'sequencer/report':
      return change(state, action.chain, {
        state: action.report.state,
        slot: action.report.slot,
        draft: action.report.draft ?? null,
        alarm: action.report.alarms[0] ?? null,
      });
    case 'sequencer/event':
      return sequencer(state, action.chain, action.kind, action.news);
    case 'slot/event':
      return publisher(state, action.kind, action.news);
    case 'block/event':
      return block(state, action.news);
    case 'blocks/page':
      return action.items.length === 0 ? state : change(state, action.chain, { block: blockOf(action.items[0]) });
    default:
      return state;
  }
}

function change(state, chain, facts) {
  return { ...state, [chain]: { ...(state[chain] ?? empty(chain)), ...facts } };
}

function sequencer(state, chain, kind, news) {
  const alarm = kind === 'alarm' ? { at: news.at, detail: news.detail } : state[chain]?.alarm ?? null;
  let next = change(state, chain, { state: news.state, slot: news.slot, alarm });
  if (news.vote) next = mark(next, chain, news, news.vote === 'COMMIT' ? 'vote-commit' : 'vote-abort');
  else if (OF_SEQUENCER[kind]) next = mark(next, chain, news, OF_SEQUENCER[kind]);
  return next;
}

// The publisher's own word, which every lane of the xT shows even if its sequencer is silent.
function publisher(state, kind, news) {
  if (kind === 'StartSc') return news.chains.reduce((all, chain) => mark(all, chain, news, 'start'), state);
  if (kind !== 'Decided') return state;
  const outcome = news.decision === 'COMMITTED' ? 'commit' : 'abort';
  return Object.values(state)
    .filter((lane) => lane.marks.some((each) => each.kind === 'start' && each.xt === news.xts[0]))
    .reduce((all, lane) => mark(all, lane.chain, news, outcome), state);
}

function block(state, news) {
  const next = change(state, news.chainId, { block: blockOf({ ...news, standing: news.kind }) });
  const kind = OF_BLOCK[news.kind];
  return kind ? mark(next, news.chainId, { ...news, xts: [], detail: blockText(news) }, kind) : next;
}

const blockOf = ({ number, hash, standing, slot }) => ({ number, hash, standing, slot });

const blockText = (news) => `block ${news.number}${news.reason ? `, ${news.reason}` : ''}`;

function mark(state, chain, news, kind) {
  const lane = state[chain] ?? empty(chain);
  const xt = news.xts[0] ?? null;
  // A block carries many xTs: it is one mark.
  const subject = kind === 'sealed' || kind === 'accepted' || kind === 'rejected' ? 'block' : xt;
  const key = `${news.slot}:${kind}:${subject}`;
  if (lane.marks.some((each) => each.key === key)) return state;
  const marks = [...lane.marks, { key, kind, slot: news.slot, at: news.at, xt, detail: news.detail }];
  const recent = marks.filter((each) => each.slot > news.slot - SLOTS_KEPT).slice(-MARKS_KEPT);
  return change(state, chain, { marks: recent });
}
