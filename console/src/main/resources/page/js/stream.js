// One service's event stream. The browser itself comes back after a break and names the last event
// it has seen; where it gives up (an answer that is no stream), a new stream is opened, later each time.

const LONGEST_PAUSE = 15_000;

/** How long to wait before the next attempt, in milliseconds. */
export const pauseBefore = (attempt) => Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(attempt, 10));

/**
 * @param source.url of the stream
 * @param source.types the names of its events
 * @param source.onEvent (type, data), the data parsed
 * @param source.onState ('live' | 'lost')
 * @param parts the browser's EventSource and timer, or a test's
 */
export function follow(source, parts = { EventSource: globalThis.EventSource, setTimeout: globalThis.setTimeout.bind(globalThis) }) {
  let attempt = 0;
  open();

  function open() {
    const stream = new parts.EventSource(source.url);
    stream.onopen = () => {
      attempt = 0;
      source.onState('live');
    };
    stream.onerror = () => {
      source.onState('lost');
      if (stream.readyState === 2) parts.setTimeout(open, pauseBefore(attempt++));
    };
    for (const type of source.types) stream.addEventListener(type, (event) => receive(type, event.data));
  }

  function receive(type, data) {
    let parsed;
    try {
      parsed = JSON.parse(data);
    } catch {
      // A record that cannot be read is no reason to stop reading.
      return;
    }
    source.onEvent(type, parsed);
  }
}
