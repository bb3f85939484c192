// What to read from each kind of service: its stream, the names of the events, and what to ask
// for when the stream has (again) begun.

import { ask } from './ask.js';
import { STATUS_OF } from './state/superblocks.js';

const XT_EVENTS = ['QUEUED', 'REQUEUED', 'REORGED', 'STARTED', 'COMMITTED', 'ABORTING', 'ABORTED', 'INCLUDED',
  'PUBLISHED', 'FINALIZED', 'EXHAUSTED', 'EXPIRED', 'WITHDRAWN', 'WITHDRAWING'];
const SLOT_EVENTS = ['StartSlot', 'RollBackAndStartSlot', 'StartSc', 'Decided', 'RequestSeal', 'SlotClosed'];
const BLOCK_EVENTS = ['ACCEPTED', 'REJECTED', 'INCLUDED', 'DROPPED', 'ROLLED_BACK', 'FINALIZED'];
const SEQUENCER_EVENTS = ['slot', 'open', 'started', 'message', 'local', 'simulated', 'decided', 'seal', 'sealed',
  'accepted', 'rejected', 'closed', 'recovering', 'failed', 'alarm'];
const GATEWAY_EVENTS = ['SyncChanged', 'PeerBanned'];
const ITEMS = 12;

/** @param dispatch takes the actions */
export function feedsOf(service, dispatch) {
  const get = (path) => ask(service.url + path);
  switch (service.kind) {
    case 'slots':
      return slots(get, dispatch);
    case 'xts':
      return xts(get, dispatch);
    case 'blocks':
      return {
        stream: '/api/v1/blocks/events',
        types: BLOCK_EVENTS,
        onEvent: (_, news) => dispatch({ type: 'block/event', news }),
        refresh: async () => {},
      };
    case 'superblocks':
      return superblocks(get, dispatch);
    case 'sequencer':
      return sequencer(service.chain, get, dispatch);
    case 'gateway': {
      const refresh = async () => dispatch({ type: 'peers', gateway: service.gateway, peers: await get('/api/v1/peers') });
      return { stream: '/api/v1/events', types: GATEWAY_EVENTS, onEvent: () => void refresh().catch(() => {}), refresh };
    }
    default:
      throw new Error(`no feed of ${service.kind}`);
  }
}

function slots(get, dispatch) {
  const current = async () => {
    const askedAt = Date.now();
    const report = await get('/api/v1/slots/current');
    dispatch({ type: 'slot/current', report, askedAt, answeredAt: Date.now() });
  };
  const whole = async (slot) => dispatch({ type: 'slot/report', report: await get(`/api/v1/slots/${slot}`) });
  return {
    stream: '/api/v1/slots/events',
    types: SLOT_EVENTS,
    onEvent: (kind, news) => {
      dispatch({ type: 'slot/event', kind, news });
      // Who takes part, and how it ended, are in the whole report.
      if (kind === 'SlotClosed') void whole(news.slot).catch(() => {});
      else if (kind === 'StartSlot' || kind === 'RollBackAndStartSlot') void current().catch(() => {});
    },
    refresh: async () => {
      dispatch({ type: 'slots/page', items: (await get(`/api/v1/slots?limit=${ITEMS}`)).items });
      await current();
    },
  };
}

function xts(get, dispatch) {
  const asked = new Set();
  return {
    stream: '/api/v1/xts/events',
    types: XT_EVENTS,
    onEvent: (_, news) => {
      dispatch({ type: 'xt/event', news });
      // Its chains are in the report alone, and do not change.
      if (asked.has(news.xtId)) return;
      asked.add(news.xtId);
      void get(`/api/v1/xts/${news.xtId}`)
        .then((report) => dispatch({ type: 'xt/chains', xtId: news.xtId, chains: report.chains, queuedAt: report.queuedAt }))
        .catch(() => asked.delete(news.xtId));
      if (asked.size > 1000) asked.clear();
    },
    refresh: async () => dispatch({ type: 'xts/page', items: (await get(`/api/v1/xts?limit=${ITEMS}`)).items }),
  };
}

function superblocks(get, dispatch) {
  const refresh = async () =>
    dispatch({ type: 'superblocks/page', items: (await get(`/api/v1/superblocks?limit=${ITEMS}`)).items });
  return {
    stream: '/api/v1/superblocks/events?from=now',
    types: [...Object.keys(STATUS_OF), 'rollback-seen', 'rollback-finalized', 'rollback-reorged-out'],
    onEvent: (kind, news) => {
      dispatch({ type: 'superblock/event', kind, news });
      // How much a new one holds, and what a rollback has taken, is in the list.
      if (kind === 'superblock-queued' || kind.startsWith('rollback')) void refresh().catch(() => {});
    },
    refresh,
  };
}

function sequencer(chain, get, dispatch) {
  let asking = false;
  const refresh = async () => {
    // Many events may come at once, and the last answer holds for all.
    if (asking) return;
    asking = true;
    try {
      dispatch({ type: 'sequencer/report', chain, report: await get('/api/v1/sequencer') });
    } finally {
      asking = false;
    }
  };
  return {
    stream: '/api/v1/sequencer/events',
    types: SEQUENCER_EVENTS,
    onEvent: (kind, news) => {
      dispatch({ type: 'sequencer/event', chain, kind, news });
      if (kind === 'open' || kind === 'decided' || kind === 'local') void refresh().catch(() => {});
    },
    refresh,
  };
}
