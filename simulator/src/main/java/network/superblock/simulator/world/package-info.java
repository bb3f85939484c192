/** One network: its roles, its users, its accidents and its liars. */
package network.superblock.simulator.world;
