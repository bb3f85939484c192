package network.superblock.protocol.scp;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.Vote;

/** What a participant must do next. */
public sealed interface ParticipantEffect {

  /**
   * Run the transactions on the draft as it stands, after putting the inbox messages in order; keep
   * nothing of it. At most one simulation of an instance runs at a time.
   */
  record Simulate(InstanceId instance, List<MailboxMessage> inbox, List<Bytes> transactions)
      implements ParticipantEffect {
    public Simulate {
      inbox = List.copyOf(inbox);
      transactions = List.copyOf(transactions);
    }
  }

  record SendCirc(CircMessage message) implements ParticipantEffect {}

  record CastVote(Vote vote) implements ParticipantEffect {}
}
