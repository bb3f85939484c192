/** The superblock: the Merkle tree over its L2 blocks and its hash. See SBCP section 7. */
package network.superblock.protocol.superblock;
