/** An xT as the queue keeps it, and what is told of it. */
package network.superblock.xtqueue.xt;
