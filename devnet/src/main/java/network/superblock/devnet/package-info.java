/** Starts the whole network on one machine and tells what happens in it. */
package network.superblock.devnet;
