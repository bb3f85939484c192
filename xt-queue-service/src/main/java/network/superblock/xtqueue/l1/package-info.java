/** The rollup registry as the queue asks it. */
package network.superblock.xtqueue.l1;
