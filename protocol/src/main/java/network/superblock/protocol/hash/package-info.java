/** Keccak-256, the hash under every Ethereum commitment. */
package network.superblock.protocol.hash;
