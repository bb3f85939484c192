// The last things that happened, in words.

import { plural, reasonText, short } from '../text.js';
import { WORDS, STATUS_OF } from './superblocks.js';

const KEPT = 60;

export function log(state, action) {
  const line = lineOf(action);
  if (!line || state.some((each) => each.key === line.key)) return state;
  const lines = [line, ...state];
  // Several services tell, each at its own pace.
  lines.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return lines.slice(0, KEPT);
}

function lineOf(action) {
  switch (action.type) {
    case 'slot/event':
      return slotLine(action.kind, action.news);
    case 'sequencer/event':
      return sequencerLine(action.chain, action.kind, action.news);
    case 'xt/event':
      return xtLine(action.news);
    case 'superblock/event':
      return superblockLine(action.kind, action.news);
    case 'block/event':
      return blockLine(action.news);
    case 'service/state':
      return serviceLine(action);
    default:
      return null;
  }
}

const said = (at, key, text, tone = 'plain') => ({ at, key: `${key}@${at}`, text, tone });

function slotLine(kind, news) {
  const slot = `slot ${news.slot}`;
  switch (kind) {
    case 'StartSlot':
      return said(news.at, `${slot} opens`, `${slot} opens, ${news.detail}`, 'slot');
    case 'RollBackAndStartSlot':
      return said(news.at, `${slot} opens`, `${slot} opens after a rollback, ${news.detail}`, 'bad');
    case 'StartSc':
      return said(news.at, `start ${news.xts[0]}`, `xT ${short(news.xts[0])} starts on ${news.chains.join(', ')}`);
    case 'Decided':
      return said(news.at, `decided ${news.xts[0]}`, `xT ${short(news.xts[0])} ${news.detail}`,
        news.decision === 'COMMITTED' ? 'good' : 'bad');
    case 'RequestSeal':
      return said(news.at, `${slot} seals`, `${slot} seals ${plural(news.xts.length, 'xT')}`, 'slot');
    case 'SlotClosed':
      return said(news.at, `${slot} closes`, `${slot} closes: ${news.detail}`, news.superblock ? 'slot' : 'bad');
    default:
      return null;
  }
}

function sequencerLine(chain, kind, news) {
  if (news.vote)
    return said(news.at, `vote ${chain} ${news.xts[0]}`,
      `${chain} votes ${news.vote === 'COMMIT' ? 'for' : 'against'} xT ${short(news.xts[0])}`,
      news.vote === 'COMMIT' ? 'plain' : 'bad');
  if (kind === 'message') return said(news.at, `message ${chain} ${news.xts[0]}`, `${chain} gets ${news.detail}`);
  if (kind === 'alarm') return said(news.at, `alarm ${chain}`, `${chain} raises an alarm: ${news.detail}`, 'bad');
  return null;
}

function xtLine(news) {
  if (news.event === 'QUEUED') return said(news.at, `queued ${news.xtId}`, `xT ${short(news.xtId)} is queued`);
  if (news.event !== 'REQUEUED' && news.event !== 'REORGED') return null;
  return said(news.at, `again ${news.xtId}`, `xT ${short(news.xtId)} is ${news.event.toLowerCase()}: ${reasonText(news.reason)}`, 'bad');
}

function superblockLine(kind, news) {
  if (kind === 'superblock-queued' || !STATUS_OF[kind]) return null;
  const status = STATUS_OF[kind];
  const bad = status === 'ROLLED_BACK' || status === 'REFUSED' || kind === 'superblock-reorged';
  const words = kind === 'superblock-reorged' ? 'reorged out of L1' : WORDS[status];
  return said(news.at, `${kind} ${news.slot}`, `superblock ${news.number} ${words}`, bad ? 'bad' : status === 'FINALIZED' ? 'good' : 'plain');
}

function blockLine(news) {
  if (news.kind === 'REJECTED')
    return said(news.at, `rejected ${news.hash}`, `block ${news.chainId} #${news.number} rejected: ${news.detail ?? news.reason}`, 'bad');
  return news.kind === 'ACCEPTED' ? said(news.at, `accepted ${news.hash}`, `block ${news.chainId} #${news.number} accepted`) : null;
}

function serviceLine({ label, status, at, again }) {
  const iso = new Date(at).toISOString();
  if (status === 'lost') return said(iso, `lost ${label}`, `${label} is unreachable`, 'bad');
  return status === 'live' && again ? said(iso, `back ${label}`, `${label} is back`, 'good') : null;
}
