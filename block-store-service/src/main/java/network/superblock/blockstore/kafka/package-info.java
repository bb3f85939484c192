/** The topics that the block store reads, and the one that it writes. */
package network.superblock.blockstore.kafka;
