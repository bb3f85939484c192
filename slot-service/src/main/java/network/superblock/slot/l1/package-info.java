/** The rollup registry on L1, as the publisher uses it. */
package network.superblock.slot.l1;
