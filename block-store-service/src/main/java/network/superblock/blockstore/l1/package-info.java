/** The rollup registry on L1, as the block store uses it. */
package network.superblock.blockstore.l1;
