package network.superblock.protocol.mailbox;

import network.superblock.protocol.Bytes;

/** What one contract tells another: the header that names it and its payload. */
public record MailboxMessage(MailboxHeader header, Bytes data) {}
