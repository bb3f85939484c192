/** Signed Ethereum transactions: between their one canonical encoding and what they ask for. */
package network.superblock.wire.transaction;
