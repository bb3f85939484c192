// Light, dark, or as the system says; remembered in this browser.

import { byId } from '../dom.js';

const KEY = 'superblock-console-theme';
const NAMES = new Set(['auto', 'light', 'dark']);

export function followTheme() {
  const select = byId('theme');
  select.value = remembered();
  apply(select.value);
  select.addEventListener('change', () => {
    apply(select.value);
    remember(select.value);
  });
}

function apply(name) {
  if (name === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}

// Storage may be forbidden, and the page works without it.
function remembered() {
  try {
    const name = localStorage.getItem(KEY);
    return NAMES.has(name) ? name : 'auto';
  } catch {
    return 'auto';
  }
}

function remember(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // It holds until the page is closed.
  }
}
