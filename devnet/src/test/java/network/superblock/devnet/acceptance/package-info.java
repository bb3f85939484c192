/** What the network promises to its users, tried on the whole network of real parts. */
package network.superblock.devnet.acceptance;
