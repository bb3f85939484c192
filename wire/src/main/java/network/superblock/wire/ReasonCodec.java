package network.superblock.wire;

import static network.superblock.wire.Scalars.chainId;
import static network.superblock.wire.Scalars.chainIds;
import static network.superblock.wire.Scalars.require;
import static network.superblock.wire.Scalars.write;
import static network.superblock.wire.Scalars.writeChains;

import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.wire.v1.RollupV1;

/** Why a sequencer votes against an xT and why the publisher aborts it. */
final class ReasonCodec {

  private ReasonCodec() {}

  static RollupV1.VoteRefusal toWire(VoteRefusal refusal) {
    return RollupV1.VoteRefusal.newBuilder()
        .setCause(toWire(refusal.cause()))
        .setDetail(Scalars.detail(refusal.detail()))
        .build();
  }

  static VoteRefusal fromWire(boolean present, RollupV1.VoteRefusal in) {
    require(present, "reason", "is missing");
    return new VoteRefusal(fromWire(in.getCause()), Scalars.text(in.getDetailBytes(), "detail"));
  }

  private static RollupV1.VoteRefusal.Cause toWire(VoteRefusal.Cause cause) {
    return switch (cause) {
      case EXECUTION_FAILED -> RollupV1.VoteRefusal.Cause.EXECUTION_FAILED;
      case INVALID_TRANSACTION -> RollupV1.VoteRefusal.Cause.INVALID_TRANSACTION;
      case MESSAGE_MISSING -> RollupV1.VoteRefusal.Cause.MESSAGE_MISSING;
      case TIMED_OUT -> RollupV1.VoteRefusal.Cause.TIMED_OUT;
      case WRITE_TO_NON_PARTICIPANT -> RollupV1.VoteRefusal.Cause.WRITE_TO_NON_PARTICIPANT;
      case LABEL_NOT_UTF8 -> RollupV1.VoteRefusal.Cause.LABEL_NOT_UTF8;
      case BLOCK_FULL -> RollupV1.VoteRefusal.Cause.BLOCK_FULL;
      case RECOVERING -> RollupV1.VoteRefusal.Cause.RECOVERING;
      case NODE_UNAVAILABLE -> RollupV1.VoteRefusal.Cause.NODE_UNAVAILABLE;
      case ALREADY_IN_DRAFT -> RollupV1.VoteRefusal.Cause.ALREADY_IN_DRAFT;
    };
  }

  private static VoteRefusal.Cause fromWire(RollupV1.VoteRefusal.Cause cause) {
    return switch (cause) {
      case EXECUTION_FAILED -> VoteRefusal.Cause.EXECUTION_FAILED;
      case INVALID_TRANSACTION -> VoteRefusal.Cause.INVALID_TRANSACTION;
      case MESSAGE_MISSING -> VoteRefusal.Cause.MESSAGE_MISSING;
      case TIMED_OUT -> VoteRefusal.Cause.TIMED_OUT;
      case WRITE_TO_NON_PARTICIPANT -> VoteRefusal.Cause.WRITE_TO_NON_PARTICIPANT;
      case LABEL_NOT_UTF8 -> VoteRefusal.Cause.LABEL_NOT_UTF8;
      case BLOCK_FULL -> VoteRefusal.Cause.BLOCK_FULL;
      case RECOVERING -> VoteRefusal.Cause.RECOVERING;
      case NODE_UNAVAILABLE -> VoteRefusal.Cause.NODE_UNAVAILABLE;
      case ALREADY_IN_DRAFT -> VoteRefusal.Cause.ALREADY_IN_DRAFT;
      case CAUSE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("cause is missing or unknown");
    };
  }

  static RollupV1.AbortReason toWire(AbortReason reason) {
    var out = RollupV1.AbortReason.newBuilder();
    switch (reason) {
      case AbortReason.VotedDown(var chain, var refusal) ->
          out.getVotedDownBuilder().setChainId(write(chain)).setRefusal(toWire(refusal));
      case AbortReason.MailboxMismatch(var one, var other) ->
          out.getMailboxMismatchBuilder().setOneChainId(write(one)).setOtherChainId(write(other));
      case AbortReason.TimedOut(var silent) ->
          out.getTimedOutBuilder().addAllSilentChainIds(writeChains(silent));
      case AbortReason.CutOff _ -> out.getCutOffBuilder();
      case AbortReason.SlotOver _ -> out.getSlotOverBuilder();
      case AbortReason.RolledBack _ -> out.getRolledBackBuilder();
    }
    return out.build();
  }

  static AbortReason fromWire(boolean present, RollupV1.AbortReason in) {
    require(present, "reason", "is missing");
    return switch (in.getKindCase()) {
      case VOTED_DOWN ->
          new AbortReason.VotedDown(
              chainId(in.getVotedDown().getChainId(), "chain_id"),
              fromWire(in.getVotedDown().hasRefusal(), in.getVotedDown().getRefusal()));
      case MAILBOX_MISMATCH ->
          new AbortReason.MailboxMismatch(
              chainId(in.getMailboxMismatch().getOneChainId(), "one_chain_id"),
              chainId(in.getMailboxMismatch().getOtherChainId(), "other_chain_id"));
      case TIMED_OUT ->
          new AbortReason.TimedOut(
              chainIds(in.getTimedOut().getSilentChainIdsList(), "silent_chain_ids"));
      case CUT_OFF -> new AbortReason.CutOff();
      case SLOT_OVER -> new AbortReason.SlotOver();
      case ROLLED_BACK -> new AbortReason.RolledBack();
      case KIND_NOT_SET -> throw new IllegalArgumentException("reason is of no known kind");
    };
  }
}
