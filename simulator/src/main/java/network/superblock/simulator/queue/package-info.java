/** The queue of xTs and the users who fill it. */
package network.superblock.simulator.queue;
