// Writes the test vectors in ../resources/vectors. Rerun with: npm ci && npm run generate
// The outputs are committed; the run has no randomness, so a rerun changes nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createMPT, createMerkleProof } from '@ethereumjs/mpt';
import { RLP } from '@ethereumjs/rlp';
import { bytesToHex, concatBytes, utf8ToBytes } from '@ethereumjs/util';
import { keccak_256 } from '@noble/hashes/sha3';
import { StandardMerkleTree } from '@openzeppelin/merkle-tree';

const out = new URL('../resources/vectors/', import.meta.url);
mkdirSync(out, { recursive: true });

const write = (name, lines) => writeFileSync(new URL(name, out), lines.join('\n') + '\n');

// The n-th value of every file: the first bytes of keccak256("n") repeated.
const hash = (n) => keccak_256(utf8ToBytes(String(n)));
const value = (n, size) => {
  const parts = Array.from({ length: Math.ceil(size / 32) }, () => hash(n));
  return concatBytes(...parts).slice(0, size);
};

// size digest
write('keccak256.txt',
  [0, 1, 31, 135, 136, 137, 271, 272, 273, 1000, 5000]
    .map((size) => `${size} ${bytesToHex(keccak_256(value(size, size)))}`));

// size root: value i has 1 + 37 i mod 101 bytes
const orderedRoots = [];
for (const size of [0, 1, 2, 3, 15, 16, 17, 100, 127, 128, 129, 255, 256, 257, 500]) {
  const trie = await createMPT();
  for (let i = 0; i < size; i++) await trie.put(RLP.encode(i), value(i, 1 + ((37 * i) % 101)));
  orderedRoots.push(`${size} ${bytesToHex(trie.root())}`);
}
write('ordered-roots.txt', orderedRoots);

// root size: an account trie of `size` addresses; then, for each of some addresses:
// address present|absent node,node,...
const accountProofs = [];
for (const size of [0, 1, 2, 20, 400]) {
  const trie = await createMPT({ useKeyHashing: true });
  const account = (i) =>
    RLP.encode([i, BigInt(i) * 10n ** 15n, hash(`storage ${i}`), hash(`code ${i}`)]);
  for (let i = 0; i < size; i++) await trie.put(value(i, 20), account(i));
  accountProofs.push(`root ${bytesToHex(trie.root())} ${size}`);
  for (const i of [0, 1, 7, 399, 1000, 1001, 1002, 1003]) {
    const proof = (await createMerkleProof(trie, value(i, 20))).map(bytesToHex).join(',');
    accountProofs.push(`${i} ${i < size ? 'present' : 'absent'} ${proof}`.trim());
  }
}
write('account-proofs.txt', accountProofs);

// size root; then, for each leaf: chain block-number block-hash proof,proof,...
const blocksTrees = [];
for (const size of [1, 2, 3, 4, 5, 8, 17, 64]) {
  const leaves = Array.from({ length: size }, (_, i) => [
    77777 + 11111 * i, 1000 * size + i, bytesToHex(hash(`block ${i}`)),
  ]);
  const tree = StandardMerkleTree.of(leaves, ['uint256', 'uint256', 'bytes32']);
  blocksTrees.push(`root ${tree.root} ${size}`);
  for (const [i, leaf] of tree.entries())
    blocksTrees.push(`${leaf.join(' ')} ${tree.getProof(i).join(',')}`.trim());
}
write('blocks-trees.txt', blocksTrees);
