/** L1 with its reorgs, and the service that publishes superblocks there. */
package network.superblock.simulator.settlement;
