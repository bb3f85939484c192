// Where everything is: the JSON document beside the page, checked before anything is asked.

const SERVICES = [
  ['slots', 'slotService', 'slot-service'],
  ['xts', 'xtQueueService', 'xt-queue-service'],
  ['blocks', 'blockStoreService', 'block-store-service'],
  ['superblocks', 'superblockService', 'superblock-service'],
];

/** The services of a document; throws an Error that says what is wrong with it. */
export function readConfig(document) {
  if (typeof document !== 'object' || document === null) throw new Error('config.json is no JSON object');
  const services = SERVICES.map(([kind, field, label]) => ({ id: kind, kind, label, url: address(document, field) }));
  for (const sequencer of list(document, 'sequencers')) {
    if (!Number.isSafeInteger(sequencer.chainId) || sequencer.chainId <= 0)
      throw new Error('config.json: sequencers[].chainId must be a positive number');
    services.push({
      id: `sequencer-${sequencer.chainId}`,
      kind: 'sequencer',
      label: `sequencer ${sequencer.chainId}`,
      chain: sequencer.chainId,
      url: address(sequencer, 'url'),
    });
  }
  for (const gateway of list(document, 'gateways'))
    services.push({
      id: `gateway-${gateway.name}`,
      kind: 'gateway',
      label: `p2p-gateway ${gateway.name}`,
      gateway: String(gateway.name),
      url: address(gateway, 'url'),
    });
  return {
    network: String(document.network ?? ''),
    services,
    demos: document.demos === undefined ? null : address(document, 'demos'),
  };
}

function list(document, field) {
  const value = document[field] ?? [];
  if (!Array.isArray(value)) throw new Error(`config.json: ${field} must be a list`);
  return value;
}

function address(document, field) {
  const value = document[field];
  if (typeof value !== 'string' || !/^https?:\/\/[^\s?#]+$/.test(value))
    throw new Error(`config.json: ${field} must be an http(s) address`);
  return value.replace(/\/$/, '');
}
