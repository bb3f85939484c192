// Records two blocks that a real node mined, with their evidence, in ../resources/vectors.
// Rerun with: npm ci && npm run record. Needs anvil on the PATH, or the pinned package on Linux x64.
// The node draws a random value for each block, so a rerun changes the file.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { RLP } from '@ethereumjs/rlp';
import { Hardfork, Mainnet, createCustomCommon } from '@ethereumjs/common';
import { createFeeMarket1559Tx } from '@ethereumjs/tx';
import { bytesToHex, concatBytes, hexToBytes, privateToAddress, utf8ToBytes } from '@ethereumjs/util';
import { keccak_256 } from '@noble/hashes/sha3';

const CHAIN = 77777;
const PEER = 88888;
const START = 1_800_000_000;

const word = (n) => BigInt(n).toString(16).padStart(64, '0');
const hex = (n) => '0x' + BigInt(n).toString(16);
const key = (name) => keccak_256(utf8ToBytes(name));
const address = (name) => bytesToHex(privateToAddress(key(name)));
const selector = (signature) => bytesToHex(keccak_256(utf8ToBytes(signature))).slice(2, 10);
const padded = (address) => address.slice(2).padStart(64, '0');
const dynamic = (text) => {
  const bytes = bytesToHex(utf8ToBytes(text)).slice(2);
  return word(bytes.length / 2) + bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0');
};

function binary() {
  try {
    return createRequire(import.meta.url).resolve('@foundry-rs/anvil-linux-amd64/bin/anvil');
  } catch {
    return 'anvil';
  }
}

const anvil = spawn(binary(), [
  '--host=127.0.0.1', '--port=0', '--accounts=0', '--no-mining', '--order=fifo',
  `--chain-id=${CHAIN}`, `--timestamp=${START - 24}`,
]);
const endpoint = await new Promise((resolve, reject) => {
  anvil.on('exit', () => reject(new Error('anvil ended')));
  createInterface(anvil.stdout).on('line', (line) => {
    const listening = /Listening on (\S+)/.exec(line);
    if (listening) resolve('http://' + listening[1]);
  });
});

async function rpc(method, ...params) {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(endpoint, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body,
  });
  const { result, error } = await response.json();
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

const common = createCustomCommon({ chainId: CHAIN }, Mainnet, { hardfork: Hardfork.Prague });
const nonces = {};
async function send(sender, to, data) {
  const nonce = nonces[sender] ?? 0;
  nonces[sender] = nonce + 1;
  const transaction = createFeeMarket1559Tx({
    chainId: CHAIN, nonce, to, data, gasLimit: 3_000_000,
    maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 1,
  }, { common }).sign(key(sender));
  const raw = bytesToHex(transaction.serialize());
  await rpc('eth_sendRawTransaction', raw);
  return raw;
}

async function mine(timestamp) {
  await rpc('evm_setNextBlockTimestamp', timestamp);
  await rpc('evm_mine');
  return rpc('eth_getBlockByNumber', 'latest', true);
}

const number = (quantity) => (BigInt(quantity) === 0n ? '0x' : hex(quantity));
const header = (b) => [
  b.parentHash, b.sha3Uncles, b.miner, b.stateRoot, b.transactionsRoot, b.receiptsRoot, b.logsBloom,
  number(b.difficulty), number(b.number), number(b.gasLimit), number(b.gasUsed), number(b.timestamp),
  b.extraData, b.mixHash, b.nonce, number(b.baseFeePerGas), b.withdrawalsRoot,
  number(b.blobGasUsed), number(b.excessBlobGas), b.parentBeaconBlockRoot, b.requestsHash,
].filter((field) => field !== undefined && field !== null);

const receipt = (r) => bytesToHex(concatBytes(Uint8Array.of(Number(r.type)), RLP.encode([
  number(r.status), number(r.cumulativeGasUsed), r.logsBloom,
  r.logs.map((log) => [log.address, log.topics, log.data]),
])));

// One word each: name value...
const lines = [];
async function record(block, raw, xts) {
  const body = [header(block), raw.map(hexToBytes), [], []];
  const slots = [word(0), entry(1), entry(2)].map((slot) => '0x' + slot);
  const proof = await rpc('eth_getProof', mailbox, slots, block.number);
  lines.push(`block ${Number(block.number)} ${block.hash} ${Number(block.timestamp)}`);
  lines.push(`rlp ${bytesToHex(RLP.encode(body))}`);
  for (const hash of block.transactions.map((t) => t.hash))
    lines.push(`receipt ${receipt(await rpc('eth_getTransactionReceipt', hash))}`);
  for (const xt of xts) lines.push(`xt ${xt.join(',')}`);
  lines.push(`account ${proof.accountProof.join(',')}`);
  for (const { key, value, proof: nodes } of proof.storageProof)
    lines.push(`slot 0x${word(key)} 0x${word(value)} ${nodes.join(',')}`.trim());
}

const entry = (mapping) =>
  bytesToHex(keccak_256(hexToBytes('0x' + word(PEER) + word(mapping)))).slice(2);
const write = (label, data) => '0x' + selector('write(uint256,address,uint256,bytes,bytes)')
  + word(PEER) + padded(address('peer')) + word(42)
  + word(160) + word(224) + dynamic(label) + dynamic(data);
const read = (label) => '0x' + selector('read(uint256,address,uint256,bytes)')
  + word(PEER) + padded(address('peer')) + word(42) + word(128) + dynamic(label);
const putInbox = (label, data) => '0x'
  + selector('putInbox(uint256,address,address,uint256,bytes,bytes)')
  + word(PEER) + padded(address('peer')) + padded(address('user')) + word(42)
  + word(192) + word(256) + dynamic(label) + dynamic(data);
const recordSlot = (slot) => '0x' + selector('recordSlot(uint64)') + word(slot);

const artifact = JSON.parse(readFileSync(
  new URL('../../../../contracts/src/main/resources/contracts/Mailbox.json', import.meta.url)));
for (const name of ['coordinator', 'user', 'local'])
  await rpc('anvil_setBalance', address(name), hex(10n ** 20n));
await send('coordinator', undefined, artifact.bytecode + padded(address('coordinator')));
const created = await mine(START - 12);
const { contractAddress: mailbox } =
  await rpc('eth_getTransactionReceipt', created.transactions[0].hash);
lines.push(`mailbox ${mailbox}`, `parent ${created.hash}`);

const sent = [
  await send('coordinator', mailbox, recordSlot(1)),
  await send('user', mailbox, write('PING', 'ping')),
  await send('local', address('peer'), '0x'),
];
await record(await mine(START), sent, [[sent[1]]]);

const cycle = [
  await send('coordinator', mailbox, recordSlot(2)),
  await send('local', mailbox, putInbox('PONG', 'a stranger may not')),
  await send('coordinator', mailbox, putInbox('PONG', 'pong, and more than one word of it')),
  await send('coordinator', mailbox, putInbox('PANG', '')),
  await send('user', mailbox, read('PANG')),
  await send('user', mailbox, read('PONG')),
  await send('user', mailbox, read('PONG')),
  await send('user', mailbox, write('ACK', 'thanks')),
];
await record(await mine(START + 12), cycle, [cycle.slice(4)]);

writeFileSync(new URL('../resources/vectors/mined-blocks.txt', import.meta.url),
  lines.join('\n') + '\n');
anvil.removeAllListeners('exit');
anvil.kill();
