package network.superblock.protocol.block;

import static network.superblock.protocol.block.InvalidBlockException.require;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.mailbox.MailboxEvent;
import network.superblock.protocol.mailbox.MailboxEvent.Consumed;
import network.superblock.protocol.mailbox.MailboxEvent.Delivered;
import network.superblock.protocol.mailbox.MailboxEvent.NoMessage;
import network.superblock.protocol.mailbox.MailboxEvent.Written;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.XtRequest;

/**
 * One xT on one chain, by its mailbox messages.
 *
 * @param deliveries those of the putInbox transactions before it
 * @param uses those of its own transactions
 */
record XtLeg(ChainId chain, XtRequest xt, List<MailboxEvent> deliveries, List<MailboxEvent> uses) {

  /** Every message comes from or goes to a participant, and what was delivered is read. */
  void foldInto(FoldedMailbox mailbox) throws InvalidBlockException {
    Set<MailboxMessage> unread = delivered();
    for (MailboxEvent use : uses) {
      switch (use) {
        case Written(var message) -> {
          requirePeer(message.header().destination());
          mailbox.write(message);
        }
        case Consumed(var message) -> {
          if (!unread.remove(message)) throw stray("reads what was not delivered to it");
          mailbox.consume(message);
        }
        case Delivered _ -> throw stray("delivers a message itself");
        case NoMessage _ -> {}
      }
    }
    require(
        unread.isEmpty(),
        BlockFault.UNREAD_MESSAGE,
        "xT " + xt.id() + " leaves " + unread.size() + " messages unread");
  }

  private Set<MailboxMessage> delivered() throws InvalidBlockException {
    var messages = new HashSet<MailboxMessage>();
    for (MailboxEvent delivery : deliveries) {
      if (!(delivery instanceof Delivered(var message))) throw stray("is preceded by a use");
      requirePeer(message.header().source());
      messages.add(message);
    }
    return messages;
  }

  private void requirePeer(ChainId other) throws InvalidBlockException {
    if (other.equals(chain) || !xt.chains().contains(other))
      throw stray("has a message of chain " + other + ", which takes no part in it");
  }

  private InvalidBlockException stray(String what) {
    return new InvalidBlockException(BlockFault.STRAY_MESSAGE, "xT " + xt.id() + " " + what);
  }
}
