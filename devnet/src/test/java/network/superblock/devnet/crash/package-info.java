/** Services as processes that are killed, held or cut off at the worst moment. */
package network.superblock.devnet.crash;
