/** Ethereum's L1: what is final there, and above all who takes part in the network. */
package network.superblock.runtime.l1;
