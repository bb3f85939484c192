/** Merkle-Patricia tries: the root of a list, and EIP-1186 proofs of accounts and storage. */
package network.superblock.protocol.trie;
