package network.superblock.protocol.scp;

import java.util.List;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;

/** Where one sequencer stands in an instance. */
public sealed interface ParticipantState {

  Leg leg();

  /** No vote was cast yet. */
  sealed interface Unvoted extends ParticipantState {
    Exchange exchange();

    default boolean hasReceived(MailboxHeader header) {
      return exchange().arrived().find(header).isPresent();
    }
  }

  /** The leg is being executed. */
  record Simulating(Leg leg, Exchange exchange) implements Unvoted {}

  /** The last execution asked for a message that has not arrived. */
  record AwaitingMessage(Leg leg, Exchange exchange, MailboxHeader missing) implements Unvoted {

    boolean awaits(MailboxMessage message) {
      return message.header().equals(missing);
    }
  }

  /** The vote was cast; it is the only one ever. */
  sealed interface Voted extends ParticipantState {
    Ballot ballot();

    default Vote vote() {
      return new Vote(leg().instance(), leg().chain(), ballot());
    }
  }

  /** Voted 1: the leg can be committed with exactly the messages that were put. */
  record Prepared(Leg leg, Exchange exchange, Ballot.Commit ballot) implements Voted {}

  /** Voted 0. */
  record Refused(Leg leg, VoteRefusal refusal) implements Voted {
    @Override
    public Ballot.Abort ballot() {
      return new Ballot.Abort(refusal);
    }
  }

  /** The publisher has decided. */
  sealed interface Done extends ParticipantState {}

  /** The leg belongs to the draft: the putInbox transactions for {@code put}, then its own. */
  record Committed(Leg leg, List<MailboxMessage> put) implements Done {
    public Committed {
      put = List.copyOf(put);
    }
  }

  /** Nothing of the leg belongs to the draft. */
  record Dropped(Leg leg) implements Done {}
}
