/** The only translation between bytes and protocol types. See SBCP section 2. */
package network.superblock.wire;
