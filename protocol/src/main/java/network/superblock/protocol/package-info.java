/** The values that every part of the network speaks of: chains, slots, hashes, xT identities. */
package network.superblock.protocol;
