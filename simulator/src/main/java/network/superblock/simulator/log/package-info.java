/** The network: topics that keep the order within a partition and nothing else. */
package network.superblock.simulator.log;
