// Submits a demo xT, in the devnet alone: the devnet's own process signs it with a key that
// everybody knows, and this page sends it to the queue as any user would.

import { ask } from '../ask.js';
import { byId, el, set, text } from '../dom.js';
import { short } from '../text.js';

const PAUSE = 5000;

export async function offerDemos(config, store) {
  const queue = config.services.find((each) => each.kind === 'xts').url;
  const demos = await demosOf(config.demos);
  const select = byId('demo-name');
  select.replaceChildren(...demos.map((demo) => el('option', { value: demo.name, title: demo.description }, demo.name)));
  const form = byId('demo');
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = byId('demo-send');
    // Not disabled, which would take the focus away from who uses the keyboard.
    if (button.getAttribute('aria-disabled') === 'true') return;
    set(button, 'aria-disabled', 'true');
    try {
      const demo = demos.find((each) => each.name === select.value);
      say(`Signing ${demo.name}…`);
      const request = await ask(`${config.demos}/api/v1/demos/${encodeURIComponent(demo.name)}`, {});
      const receipt = await ask(`${queue}/api/v1/xts`, request);
      store.dispatch({ type: 'xt/own', xtId: receipt.xtId, label: `your ${demo.name}` });
      say(`${demo.name} is submitted as ${short(receipt.xtId)}: ${demo.description}.`, 'good');
    } catch (failure) {
      say(`Not submitted: ${failure.message}`, 'bad');
    } finally {
      set(button, 'aria-disabled', null);
    }
  });
}

/** The signer starts last of all in a devnet, so it is asked again until it is there. */
async function demosOf(desk) {
  for (;;) {
    try {
      return await ask(`${desk}/api/v1/demos`);
    } catch {
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
  }
}

function say(words, tone = 'plain') {
  const status = byId('demo-status');
  status.hidden = false;
  set(status, 'data-tone', tone);
  text(status, words);
}
