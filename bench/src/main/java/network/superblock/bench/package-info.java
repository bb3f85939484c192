/** Measures the network: which benchmarks there are, and the command that runs them. */
package network.superblock.bench;
