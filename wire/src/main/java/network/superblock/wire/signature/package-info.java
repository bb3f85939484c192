/** Ethereum keys and their signatures: whoever signs is known by an address. */
package network.superblock.wire.signature;
