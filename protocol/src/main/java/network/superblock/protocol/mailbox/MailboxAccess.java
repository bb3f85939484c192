package network.superblock.protocol.mailbox;

/** What an execution did to the mailbox; frames of reverted calls do not count. */
public sealed interface MailboxAccess {

  MailboxMessage message();

  /** A message was written to another chain. */
  record Written(MailboxMessage message) implements MailboxAccess {}

  /** A message was read for the first time; later reads of it are no access. */
  record Consumed(MailboxMessage message) implements MailboxAccess {}
}
