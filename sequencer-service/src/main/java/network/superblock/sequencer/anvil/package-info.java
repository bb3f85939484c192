/** Foundry's anvil as the execution node, and how it words its answers. */
package network.superblock.sequencer.anvil;
