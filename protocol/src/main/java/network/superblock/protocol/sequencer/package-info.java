/**
 * The sequencer's table: how one rollup builds its block of a slot, votes on the xTs that name it
 * and seals. See SBCP section 5.
 */
package network.superblock.protocol.sequencer;
