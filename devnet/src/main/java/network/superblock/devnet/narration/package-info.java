/** Tells on the terminal, line by line, what the network does. */
package network.superblock.devnet.narration;
