/** What the sequencer measures of itself. */
package network.superblock.sequencer.metrics;
