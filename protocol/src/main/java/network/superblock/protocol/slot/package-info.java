/**
 * The publisher's table: how a slot opens, decides its xTs, seals and closes. See SBCP section 4.
 */
package network.superblock.protocol.slot;
