/** What is wrong with a transaction, and what its sender's account must look like. */
package network.superblock.sequencer.transaction;
