/** Whether one L2 block is valid by itself. See SBCP section 7. */
package network.superblock.protocol.block;
