/** Which replica of the publisher writes the slot topic. See SBCP section 6, leadership. */
package network.superblock.protocol.leadership;
