// Settings, streams, words, and what no script of the page may do.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../main/resources/page/js/config.js';
import { follow, pauseBefore } from '../../main/resources/page/js/stream.js';
import { plural, reasonText, seconds, short } from '../../main/resources/page/js/text.js';

const PAGE = fileURLToPath(new URL('../../main/resources/page/', import.meta.url));
const CONFIG = {
  network: 'net', slotService: 'http://a:1', xtQueueService: 'http://a:2/', blockStoreService: 'https://a/blocks',
  superblockService: 'http://a:4', sequencers: [{ chainId: 5, url: 'http://a:5' }], gateways: [{ name: 'west', url: 'http://a:6' }],
};

test('the document beside the page names every service', () => {
  const config = readConfig(CONFIG);
  assert.deepEqual(config.services.map((each) => [each.id, each.url]), [
    ['slots', 'http://a:1'], ['xts', 'http://a:2'], ['blocks', 'https://a/blocks'], ['superblocks', 'http://a:4'],
    ['sequencer-5', 'http://a:5'], ['gateway-west', 'http://a:6'],
  ]);
  assert.equal(config.demos, null);
});

test('a wrong document is refused by what is wrong', () => {
  const refused = (change, words) => assert.throws(() => readConfig({ ...CONFIG, ...change }), words);
  refused({ slotService: undefined }, /slotService must be an http/);
  refused({ xtQueueService: 'javascript:alert(1)' }, /xtQueueService must be an http/);
  refused({ sequencers: 'none' }, /sequencers must be a list/);
  refused({ sequencers: [{ chainId: '5', url: 'http://a' }] }, /chainId must be a positive number/);
  refused({ gateways: [{ name: 'x' }] }, /url must be an http/);
  assert.throws(() => readConfig(null), /no JSON object/);
});

test('a stream leaves coming back to the browser, and opens anew where that gives up', () => {
  const made = [];
  const timers = [];
  class EventSource {
    constructor(url) {
      Object.assign(this, { url, readyState: 0, listeners: {} });
      made.push(this);
    }
    addEventListener(type, listener) {
      this.listeners[type] = listener;
    }
  }
  const said = [];
  const events = [];
  follow({ url: 'u', types: ['A'], onEvent: (type, data) => events.push([type, data]), onState: (state) => said.push(state) },
    { EventSource, setTimeout: (action, pause) => timers.push([action, pause]) });
  made[0].onopen();
  made[0].listeners.A({ data: '{"x":1}' });
  made[0].listeners.A({ data: '{"x":' });
  made[0].onerror();
  assert.deepEqual([made.length, timers.length], [1, 0]);
  made[0].readyState = 2;
  made[0].onerror();
  assert.equal(timers[0][1], 1000);
  timers[0][0]();
  made[1].readyState = 2;
  made[1].onerror();
  assert.equal(timers[1][1], 2000);
  timers[1][0]();
  made[2].onopen();
  assert.deepEqual(said, ['live', 'lost', 'lost', 'lost', 'live']);
  assert.deepEqual(events, [['A', { x: 1 }]]);
  assert.equal(pauseBefore(50), 15_000);
});

test('numbers and reasons in words', () => {
  assert.equal(plural(1, 'xT'), '1 xT');
  assert.equal(plural(1200, 'block'), '1,200 blocks');
  assert.equal(seconds(-5), '0.0 s');
  assert.equal(short(`0x${'12'.repeat(32)}`), '0x121212…1212');
  assert.equal(short('0x12'), '0x12');
  assert.equal(reasonText(undefined), '');
  assert.equal(reasonText({ kind: 'TIMEOUT', chains: [5] }), 'a vote was missing by 5');
  assert.equal(reasonText({ kind: 'SOMETHING_NEW' }), 'something new');
});

test('no script makes markup or code of text, and no markup holds a script or a style', () => {
  const files = readdirSync(PAGE, { recursive: true }).map(String);
  const scripts = files.filter((name) => name.endsWith('.js'));
  assert.ok(scripts.length > 10);
  for (const name of scripts)
    assert.doesNotMatch(readFileSync(join(PAGE, name), 'utf8'),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|setAttribute\('on/, name);
  const html = readFileSync(join(PAGE, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=|<style/);
});
