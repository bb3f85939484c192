/** What the EVM made of transactions: traces, state differences, blocks; and the draft on top. */
package network.superblock.sequencer.evm;
