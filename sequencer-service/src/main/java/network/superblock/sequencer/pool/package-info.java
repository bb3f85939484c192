/** The local transactions that wait for a block. */
package network.superblock.sequencer.pool;
