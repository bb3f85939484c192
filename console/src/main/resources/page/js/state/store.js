// All that the page knows; one action at a time makes the next state from it.

import { lanes } from './lanes.js';
import { log } from './log.js';
import { services } from './services.js';
import { noSlots, slots } from './slots.js';
import { superblocks } from './superblocks.js';
import { noXts, xts } from './xts.js';

export const nothing = { services: {}, slots: noSlots, lanes: {}, xts: noXts, superblocks: {}, peers: {}, log: [] };

export function reduce(state, action) {
  return {
    services: services(state.services, action),
    slots: slots(state.slots, action),
    lanes: lanes(state.lanes, action),
    xts: xts(state.xts, action),
    superblocks: superblocks(state.superblocks, action),
    peers: peers(state.peers, action),
    log: log(state.log, action),
  };
}

function peers(state, action) {
  return action.type === 'peers' ? { ...state, [action.gateway]: action.peers } : state;
}

/** Holds the state and tells whoever draws it. */
export function storeOf(draw) {
  let state = nothing;
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      const before = state;
      state = reduce(state, action);
      draw(state, before);
    },
  };
}
