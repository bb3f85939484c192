/** The publisher's replicas: they lead through the log and fold it. */
package network.superblock.simulator.publisher;
