package network.superblock.protocol.message;

import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.mailbox.MailboxState;

/** A chain's last block in a superblock, and its mailbox as proven there. */
public record ChainHead(BlockNumber number, Hash32 hash, MailboxState mailbox) {}
