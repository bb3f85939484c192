/** What the sequencer shows of itself. */
package network.superblock.sequencer.board;
