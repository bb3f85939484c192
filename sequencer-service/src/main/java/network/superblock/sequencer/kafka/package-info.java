/** The topics that the sequencer reads and writes. */
package network.superblock.sequencer.kafka;
