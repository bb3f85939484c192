/** Which rows of the tables a history took, and which arrows of the state diagrams. */
package network.superblock.simulator.coverage;
