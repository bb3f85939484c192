package network.superblock.protocol.leadership;

import network.superblock.protocol.message.SlotRecord.LeaderClaim;

/** What a replica must do next. */
public sealed interface LeadershipEffect {

  /** Append the claim: a new one, or the leader's own again as its heartbeat. */
  record AppendClaim(LeaderClaim claim) implements LeadershipEffect {}

  /** Go on with the slot as the log up to the claim tells it. */
  record TakeOver() implements LeadershipEffect {}

  /** Write nothing more; what was not read back in the log does not count. */
  record StepDown() implements LeadershipEffect {}
}
