/** The topics that this service reads and writes. */
package network.superblock.superblock.kafka;
