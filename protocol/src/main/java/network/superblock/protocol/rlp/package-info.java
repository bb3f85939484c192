/** Ethereum's RLP serialization, strict in both directions. */
package network.superblock.protocol.rlp;
