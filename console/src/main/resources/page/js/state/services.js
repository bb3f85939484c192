// Whether each service can be heard.

export function services(state, action) {
  switch (action.type) {
    case 'configured':
      return Object.fromEntries(action.services.map((each) => [each.id, { ...each, status: 'connecting', since: action.at }]));
    case 'service/state':
      return heard(state, action);
    default:
      return state;
  }
}

function heard(state, { id, status, at }) {
  const known = state[id];
  if (!known || known.status === status) return state;
  return { ...state, [id]: { ...known, status, since: at } };
}

/** In a word for the top of the page. */
export function summary(state) {
  const all = Object.values(state);
  const lost = all.filter((each) => each.status === 'lost');
  const live = all.filter((each) => each.status === 'live');
  if (lost.length > 0)
    return {
      tone: 'bad',
      text: lost.length === 1 ? `${lost[0].label} unreachable` : `${lost.length} of ${all.length} services unreachable`,
    };
  if (live.length === all.length) return { tone: 'good', text: `all ${all.length} services live` };
  return { tone: 'wait', text: `connecting, ${live.length} of ${all.length}` };
}

/** What a screen reader should hear when it changed from one state to the next; null for nothing. */
export function announcement(before, after) {
  for (const service of Object.values(after)) {
    const was = before[service.id]?.status;
    if (was === service.status) continue;
    if (service.status === 'lost') return `${service.label} is unreachable`;
    if (service.status === 'live' && was === 'lost') return `${service.label} is back`;
  }
  return null;
}
