/** Time as the simulation makes it pass. */
package network.superblock.simulator.clock;
