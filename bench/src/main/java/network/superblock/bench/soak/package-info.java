/** The devnet under load for a long time: that nothing grows and nothing is left over. */
package network.superblock.bench.soak;
