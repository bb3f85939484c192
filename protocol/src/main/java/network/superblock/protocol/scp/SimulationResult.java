package network.superblock.protocol.scp;

import java.util.List;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.VoteRefusal;

/** What the execution of a leg's transactions on the draft came to. */
public sealed interface SimulationResult {

  /**
   * Every transaction succeeded.
   *
   * @param accesses what they did to the mailbox, in order
   */
  record Succeeded(List<MailboxAccess> accesses) implements SimulationResult {
    public Succeeded {
      accesses = List.copyOf(accesses);
    }

    List<MailboxMessage> written() {
      return accesses.stream()
          .filter(Written.class::isInstance)
          .map(MailboxAccess::message)
          .toList();
    }

    List<MailboxMessage> consumed() {
      return accesses.stream()
          .filter(Consumed.class::isInstance)
          .map(MailboxAccess::message)
          .toList();
    }
  }

  /**
   * A transaction failed because it read a message that is not there.
   *
   * @param header the message that it asked for
   * @param written what was written before the miss, in order, by transactions before the failed
   *     one and by the failed one itself
   */
  record MissingMessage(MailboxHeader header, List<MailboxMessage> written)
      implements SimulationResult {
    public MissingMessage {
      written = List.copyOf(written);
    }
  }

  /** A transaction failed, or cannot be included, for any other reason. */
  record Failed(VoteRefusal refusal) implements SimulationResult {}
}
