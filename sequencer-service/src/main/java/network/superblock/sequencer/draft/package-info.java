/** The block that is being built: what runs in it, what waits for it, and how it is sealed. */
package network.superblock.sequencer.draft;
