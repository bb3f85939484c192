package network.superblock.protocol.message;

import network.superblock.protocol.InstanceId;
import network.superblock.protocol.mailbox.MailboxMessage;

/** A mailbox message on its way from one participant of an instance to another. */
public record CircMessage(InstanceId instance, MailboxMessage message) implements ProtocolMessage {}
