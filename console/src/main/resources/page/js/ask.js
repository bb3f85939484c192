// Questions to the services' REST interfaces.

const PATIENCE = 8000;

/** The answer's JSON; throws an Error with the service's own words for what is wrong. */
export async function ask(url, body) {
  const request = { signal: AbortSignal.timeout(PATIENCE), credentials: 'omit', cache: 'no-store' };
  if (body !== undefined) {
    request.method = 'POST';
    request.headers = { 'Content-Type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(url, request);
  } catch (failure) {
    const why = failure.name === 'TimeoutError' ? 'does not answer in time' : 'cannot be reached';
    throw new Error(`${new URL(url).host} ${why}`);
  }
  const json = await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(json?.detail ?? json?.title ?? `${new URL(url).host} answers ${answer.status}`);
  return json;
}
