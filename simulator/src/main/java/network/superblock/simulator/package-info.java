/** The whole network in one thread under one seed: every role, every fault, every invariant. */
package network.superblock.simulator;
