/** One rollup's sequencer: its process, its store, its node. */
package network.superblock.simulator.sequencer;
