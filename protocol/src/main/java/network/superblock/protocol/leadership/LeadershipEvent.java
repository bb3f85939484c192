package network.superblock.protocol.leadership;

import network.superblock.protocol.message.SlotRecord.LeaderClaim;

/** What can happen to a replica's part. */
public sealed interface LeadershipEvent {

  /** A record of the leader was read. */
  record LeaderHeard() implements LeadershipEvent {}

  /** A claim was read that holds: the first of a new term, or the leader's repeated one. */
  record ClaimRead(LeaderClaim claim) implements LeadershipEvent {}

  /** This replica's records were acknowledged. */
  record Written() implements LeadershipEvent {}

  /** An append of this replica failed or timed out: nobody knows whether it is in the log. */
  record AppendFailed() implements LeadershipEvent {}

  /** Time has passed. */
  record Ticked() implements LeadershipEvent {}
}
