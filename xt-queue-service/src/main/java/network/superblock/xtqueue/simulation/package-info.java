/** Whether a request would commit if it were started now: an instance played through. */
package network.superblock.xtqueue.simulation;
