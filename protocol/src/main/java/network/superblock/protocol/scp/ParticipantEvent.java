package network.superblock.protocol.scp;

import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.Decision;

/** What can happen to one sequencer's part in an instance, after its start. */
public sealed interface ParticipantEvent {

  /** A peer's mailbox message has arrived; its source is the chain that signed it. */
  record MessageReceived(MailboxMessage message) implements ParticipantEvent {}

  record SimulationEnded(SimulationResult result) implements ParticipantEvent {}

  record VotingTimedOut() implements ParticipantEvent {}

  record DecisionRead(Decision decision) implements ParticipantEvent {}
}
