/** What the network's log says about the queue's xTs: a fold, exact once for each record. */
package network.superblock.xtqueue.fold;
