/** The contracts on L1 and on the rollups, as Java calls, decodes and deploys them. */
package network.superblock.contracts;
