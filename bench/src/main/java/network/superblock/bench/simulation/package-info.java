/** The simulated network: how fast it is, how it does on bad lines, and many seeds of it. */
package network.superblock.bench.simulation;
