/**
 * The queue's policy: who enters, who goes first, and what becomes of an xT. See SBCP section 10.
 */
package network.superblock.protocol.queue;
