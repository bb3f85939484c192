// Writes src/test/resources/merkle-vectors.json: trees over (chainId, blockNumber, blockHash) with a
// proof for each leaf, as @openzeppelin/merkle-tree makes them. The tests' oracle; the same each time.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StandardMerkleTree } from '@openzeppelin/merkle-tree';

const sizes = [1, 2, 3, 5, 8, 13];
const types = ['uint256', 'uint256', 'bytes32'];

function block(index) {
  const hash = createHash('sha256').update(`block ${index}`).digest('hex');
  return [String(77777 + 11111 * index), String(1000 - 7 * index), `0x${hash}`];
}

function vector(size) {
  const blocks = Array.from({ length: size }, (_, index) => block(index));
  const tree = StandardMerkleTree.of(blocks, types);
  return {
    root: tree.root,
    leaves: blocks.map(([chainId, blockNumber, blockHash], index) => ({
      chainId,
      blockNumber,
      blockHash,
      proof: tree.getProof(index),
    })),
  };
}

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../resources/merkle-vectors.json');
writeFileSync(target, `${JSON.stringify(sizes.map(vector), null, 2)}\n`);
