// Numbers, times and hashes in words.

const grouped = new Intl.NumberFormat('en', { useGrouping: true });

export const count = (number) => grouped.format(number);

/** 1 xT, 2 xTs. */
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** The ends of a hash or an address; short ones as they are. */
export function short(hex) {
  const text = String(hex ?? '');
  return text.length > 14 ? `${text.slice(0, 8)}…${text.slice(-4)}` : text;
}

/** The end of a peer's ID, since all of them begin alike. */
export const shortPeer = (id) => (id.length > 12 ? `…${id.slice(-10)}` : id);

export function clockTime(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  const part = (value) => String(value).padStart(2, '0');
  return `${part(date.getHours())}:${part(date.getMinutes())}:${part(date.getSeconds())}`;
}

/** Tenths of a second, never negative: 3.4 s. */
export const seconds = (ms) => `${(Math.max(0, ms) / 1000).toFixed(1)} s`;

export const wholeSeconds = (ms) => `${Math.ceil(Math.max(0, ms) / 1000)} s`;

const STATES = {
  BUILDING_FREE: 'building',
  BUILDING_LOCKED: 'voting on an xT',
  SEALING: 'sealing its block',
  SUBMITTING: 'block submitted',
  WAITING: 'waiting for a slot',
  ENTERING: 'entering the slot',
  RECOVERING: 'recovering blocks',
};

export const sequencerState = (name) => STATES[name] ?? String(name ?? '').toLowerCase().replaceAll('_', ' ');

const REASONS = {
  VOTED_DOWN: 'voted down',
  MAILBOX_MISMATCH: 'mailboxes disagree',
  TIMEOUT: 'a vote was missing',
  CUTOVER: 'cut off at the cut-over',
  SLOT_OVER: 'the slot was over',
  ROLLED_BACK: 'rolled back on L1',
  BLOCK_MISSING: 'a block was missing',
  SLOT_FAILED: 'the slot failed',
};

/** Why an xT was aborted or queued again; empty for no reason. */
export function reasonText(reason) {
  if (!reason) return '';
  const words = [REASONS[reason.kind] ?? String(reason.kind).toLowerCase().replaceAll('_', ' ')];
  if (reason.chains?.length) words.push(`by ${reason.chains.join(', ')}`);
  if (reason.cause) words.push(`(${reason.cause.toLowerCase().replaceAll('_', ' ')})`);
  return words.join(' ') + (reason.detail ? `: ${reason.detail}` : '');
}
