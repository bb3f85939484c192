// Wires the services' streams to the state and the state to the page.

import { ask } from './ask.js';
import { readConfig } from './config.js';
import { byId, text } from './dom.js';
import { feedsOf } from './feeds.js';
import { announcement } from './state/services.js';
import { storeOf } from './state/store.js';
import { follow } from './stream.js';
import { drawClock } from './view/clock.js';
import { drawLanes, drawPast } from './view/lanes.js';
import { drawLog, drawPeers, drawServices } from './view/network.js';
import { offerDemos } from './view/demo.js';
import { drawSuperblocks } from './view/superblocks.js';
import { followTheme } from './view/theme.js';
import { drawXts } from './view/xts.js';

const PEERS_EVERY = 5000;

followTheme();
start().catch((failure) => stop(`The console cannot start: ${failure.message}`));

async function start() {
  if (!('EventSource' in window))
    return stop(
      'This browser does not know server-sent events (EventSource), which this page lives on. Use a current ' +
        'Firefox, Chrome, Edge or Safari, or watch on the command line: ./superblock tail slot --follow');
  const config = readConfig(await ask('config.json'));
  text(byId('network'), config.network);
  document.title = `${config.network} – Superblock console`;
  const store = storeOf(draw());
  store.dispatch({
    type: 'configured',
    at: Date.now(),
    services: config.services,
    chains: config.services.filter((each) => each.kind === 'sequencer').map((each) => each.chain),
  });
  for (const service of config.services) listen(service, store);
  if (config.demos) offerDemos(config, store);
  tick(store);
}

/** Draws what has changed, once a frame. */
function draw() {
  let frame = null;
  let drawn = null;
  let newest = null;
  return (state, before) => {
    const heard = announcement(before.services, state.services);
    if (heard) text(byId('announcer'), heard);
    drawn ??= before;
    newest = state;
    frame ??= requestAnimationFrame(() => {
      const last = drawn;
      frame = drawn = null;
      paint(newest, last);
    });
  };
}

function paint(state, before) {
  const changed = (...parts) => parts.some((part) => state[part] !== before[part]);
  if (changed('slots', 'lanes')) drawLanes(state);
  if (changed('slots')) {
    drawPast(state.slots);
    drawClock(state.slots);
  }
  if (changed('xts')) drawXts(state.xts);
  if (changed('superblocks')) drawSuperblocks(state.superblocks);
  if (changed('peers', 'services')) drawPeers(state);
  if (changed('log')) drawLog(state.log);
  if (changed('services')) drawServices(state.services);
}

function listen(service, store) {
  const feed = feedsOf(service, store.dispatch);
  let lostOnce = false;
  const report = (status) => {
    store.dispatch({ type: 'service/state', id: service.id, label: service.label, status, at: Date.now(), again: lostOnce });
    if (status === 'lost') lostOnce = true;
  };
  const refresh = () => feed.refresh().catch(() => {
    // The stream says whether the service is there; the next connection asks again.
  });
  follow({
    url: service.url + feed.stream,
    types: feed.types,
    onEvent: feed.onEvent,
    onState: (status) => {
      report(status);
      // Whatever was missed in between is in the answer.
      if (status === 'live') refresh();
    },
  });
  if (service.kind === 'gateway')
    setInterval(() => {
      if (!document.hidden && store.state.services[service.id].status === 'live') refresh();
    }, PEERS_EVERY);
}

function tick(store) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let last = 0;
  const step = (at) => {
    if (at - last >= (calm.matches ? 1000 : 50)) {
      last = at;
      drawClock(store.state.slots);
    }
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function stop(why) {
  const banner = byId('banner');
  banner.hidden = false;
  text(banner, why);
  byId('connection').dataset.tone = 'bad';
  text(byId('connection-text'), 'not running');
}
