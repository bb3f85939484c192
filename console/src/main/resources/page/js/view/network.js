// Who is there: services and peers; and the log.

import { byId, el, keyed, set, text } from '../dom.js';
import { summary } from '../state/services.js';
import { clockTime, shortPeer } from '../text.js';

const WORDS = { connecting: 'connecting', live: 'live', lost: 'unreachable, trying again' };

export function drawServices(services) {
  const whole = summary(services);
  set(byId('connection'), 'data-tone', whole.tone);
  text(byId('connection-text'), whole.text);
  keyed(byId('service-list'), Object.values(services), (each) => each.id, createService, fillService);
}

function createService(service) {
  return el('li', { class: 'service', id: `service-${service.id}` },
    el('span', { class: 'dot', 'aria-hidden': 'true' }),
    el('span', { class: 'service-name' }, service.label),
    el('span', { class: 'service-status' }),
    el('span', { class: 'service-url quiet mono' }, service.url));
}

function fillService(item, service) {
  set(item, 'data-status', service.status);
  const since = service.status === 'lost' ? ` since ${clockTime(new Date(service.since).toISOString())}` : '';
  text(item.children[2], WORDS[service.status] + since);
}

export function drawPeers({ peers, services }) {
  const gateways = Object.values(services).filter((each) => each.kind === 'gateway');
  const parent = byId('peers');
  if (gateways.length === 0 && parent.childElementCount === 0)
    parent.append(el('p', { class: 'empty' }, 'No p2p-gateway is named in config.json.'));
  keyed(parent, gateways, (each) => each.id, createGateway, (table, each) => fillGateway(table, each, peers[each.gateway]));
}

function createGateway(service) {
  return el('table', { class: 'peers' },
    el('caption', {}),
    el('thead', {}, el('tr', {},
      el('th', { scope: 'col' }, 'Peer'), el('th', { scope: 'col', class: 'number' }, 'Score'),
      el('th', { scope: 'col', class: 'number' }, 'Conduct'))),
    el('tbody', { 'data-gateway': service.gateway }));
}

function fillGateway(table, service, peers) {
  text(table.caption, captionOf(service, peers));
  set(table, 'data-lost', service.status === 'lost');
  const known = [...(peers ?? [])].sort((a, b) => a.id.localeCompare(b.id)).slice(0, 20);
  keyed(table.tBodies[0], known, (peer) => peer.id, createPeer, (row, peer) => {
    text(row.children[1], peer.score.toFixed(1));
    text(row.children[2], peer.conduct.toFixed(1));
    set(row, 'data-bad', peer.score < 0 || peer.conduct < 0);
  });
  table.tHead.hidden = known.length === 0;
}

function captionOf(service, peers) {
  if (service.status === 'lost') return `${service.label}: unreachable, this was the last it said`;
  if (!peers) return `${service.label}: not heard yet`;
  return `${service.label}: ${peers.length === 0 ? 'no peers' : peers.length === 1 ? '1 peer' : `${peers.length} peers`}`;
}

function createPeer(peer) {
  return el('tr', {},
    el('th', { scope: 'row', title: peer.id }, el('span', { class: 'mono' }, shortPeer(peer.id)),
      el('span', { class: 'agent quiet' }, peer.agent)),
    el('td', { class: 'number' }), el('td', { class: 'number' }));
}

export function drawLog(lines) {
  keyed(byId('log'), lines, (line) => line.key, (line) =>
    el('li', { 'data-tone': line.tone },
      el('time', { datetime: line.at, class: 'mono quiet' }, clockTime(line.at)), ' ', el('span', {}, line.text)),
  () => {});
}
