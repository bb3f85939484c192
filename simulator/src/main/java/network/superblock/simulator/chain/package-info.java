/** Rollups without an EVM: scripted contracts, their mailbox, and a node that keeps blocks. */
package network.superblock.simulator.chain;
