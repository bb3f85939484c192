/** Measures what the package of this name in {@code libp2p} keeps to itself. */
package network.superblock.libp2p.gossip;
