/** Cross-chain messages: how they are named, folded and matched. See SBCP sections 5 and 8. */
package network.superblock.protocol.mailbox;
