/** The rollups' sequencers, as far as the queue asks them anything. */
package network.superblock.xtqueue.sequencer;
