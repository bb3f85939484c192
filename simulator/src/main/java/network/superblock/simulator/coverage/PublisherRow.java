package network.superblock.simulator.coverage;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotEvent.SealCutoverReached;
import network.superblock.protocol.slot.SlotEvent.SettlementChanged;
import network.superblock.protocol.slot.SlotEvent.SlotBegan;
import network.superblock.protocol.slot.SlotEvent.SlotEnded;
import network.superblock.protocol.slot.SlotEvent.VerdictReceived;
import network.superblock.protocol.slot.SlotEvent.VoteReceived;
import network.superblock.protocol.slot.SlotEvent.VotingTimedOut;
import network.superblock.protocol.slot.SlotEvent.XtOffered;
import network.superblock.protocol.slot.SlotEvent.XtWithdrawn;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.slot.SlotState.Building;
import network.superblock.protocol.slot.SlotState.Free;
import network.superblock.protocol.slot.SlotState.Locked;
import network.superblock.protocol.slot.SlotState.Sealing;
import network.superblock.protocol.slot.SlotState.StartingSlot;
import network.superblock.protocol.slot.Step;

/** The rows of SBCP section 4, told apart by how they end. */
public enum PublisherRow {
  P1_START_SLOT,
  P1_ROLL_BACK_AND_START_SLOT,
  P2_START_FROM_FREE,
  P2_START_FROM_LOCKED,
  P2_WAIT,
  P3_COUNT,
  P3_VOTED_DOWN,
  P3_COMMIT,
  P3_MISMATCH,
  P4_FREE_AGAIN,
  P4_STILL_LOCKED,
  P5_TIMEOUT,
  P6_SEAL_FROM_FREE,
  P6_SEAL_FROM_LOCKED,
  P6X_SLOT_OVER,
  P7_ALL_BLOCKS,
  P8_SLOT_ENDS_BUILT,
  P8_SLOT_ENDS_FAILED,
  P9_BETWEEN_SLOTS,
  P9_WHILE_BUILDING,
  P9_WHILE_SEALING,
  P9X_SEEN,
  P9X_REORGED_OUT,
  P10_BETWEEN_SLOTS,
  P10_FREE,
  P10_LOCKED,
  P10_SEALING;

  static List<PublisherRow> of(SlotState before, SlotEvent event, Step step) {
    var rows = new ArrayList<PublisherRow>();
    switch (event) {
      case SlotBegan _ -> step.records().forEach(record -> rows.addAll(opened(record)));
      case XtOffered _ -> {
        if (step.records().isEmpty() && !step.state().equals(before)) rows.add(P2_WAIT);
      }
      case VoteReceived _ -> {
        if (step.records().isEmpty() && !step.state().equals(before)) rows.add(P3_COUNT);
      }
      case SealCutoverReached _, SlotEnded _ -> rows.addAll(ended(before, step));
      case VerdictReceived _ -> {
        if (before instanceof Sealing && step.state() instanceof StartingSlot)
          rows.add(P7_ALL_BLOCKS);
      }
      case SettlementChanged(var settlement) -> rows.addAll(settled(before, settlement, step));
      case VotingTimedOut _, XtWithdrawn _ -> {}
    }
    step.records().forEach(record -> rows.addAll(written(before, record, step)));
    return rows;
  }

  static PublisherRow takingOver(SlotState state) {
    return switch (state) {
      case StartingSlot _ -> P10_BETWEEN_SLOTS;
      case Free _ -> P10_FREE;
      case Locked _ -> P10_LOCKED;
      case Sealing _ -> P10_SEALING;
    };
  }

  private static List<PublisherRow> opened(SlotRecord record) {
    return record instanceof SlotRecord.StartSlot
        ? List.of(P1_START_SLOT)
        : List.of(P1_ROLL_BACK_AND_START_SLOT);
  }

  private static List<PublisherRow> ended(SlotState before, Step step) {
    var rows = new ArrayList<PublisherRow>();
    for (var record : step.records()) {
      if (record instanceof RequestSeal)
        rows.add(before instanceof Free ? P6_SEAL_FROM_FREE : P6_SEAL_FROM_LOCKED);
      if (record instanceof SlotClosed && before instanceof Building) rows.add(P6X_SLOT_OVER);
      if (record instanceof SlotClosed closed && before instanceof Sealing)
        rows.add(
            closed.outcome() instanceof Outcome.Built ? P8_SLOT_ENDS_BUILT : P8_SLOT_ENDS_FAILED);
    }
    return rows;
  }

  private static List<PublisherRow> settled(SlotState before, SettlementEvent event, Step step) {
    if (step.state().equals(before)) return List.of();
    return switch (event) {
      case SettlementEvent.RollBackSeen _ -> List.of(P9X_SEEN);
      case SettlementEvent.RollBackReorgedOut _ -> List.of(P9X_REORGED_OUT);
      case SettlementEvent.RollBackFinalized _ ->
          switch (before) {
            case StartingSlot _ -> List.of(P9_BETWEEN_SLOTS);
            case Building _ -> List.of(P9_WHILE_BUILDING);
            case Sealing _ -> List.of(P9_WHILE_SEALING);
          };
    };
  }

  private static List<PublisherRow> written(SlotState before, SlotRecord record, Step step) {
    return switch (record) {
      case StartSc _ ->
          List.of(before instanceof Locked ? P2_START_FROM_LOCKED : P2_START_FROM_FREE);
      case Decided decided -> decided(decided.decision(), step);
      case SlotRecord.LeaderClaim _, SlotRecord.Opens _, RequestSeal _, SlotClosed _ -> List.of();
    };
  }

  private static List<PublisherRow> decided(Decision decision, Step step) {
    var then = step.state() instanceof Locked ? P4_STILL_LOCKED : P4_FREE_AGAIN;
    return switch (decision) {
      case Decision.Commit _ -> List.of(P3_COMMIT, then);
      case Decision.Abort(AbortReason.VotedDown _) -> List.of(P3_VOTED_DOWN, then);
      case Decision.Abort(AbortReason.MailboxMismatch _) -> List.of(P3_MISMATCH, then);
      case Decision.Abort(AbortReason.TimedOut _) -> List.of(P5_TIMEOUT, then);
      case Decision.Abort(AbortReason.CutOff _),
          Decision.Abort(AbortReason.SlotOver _),
          Decision.Abort(AbortReason.RolledBack _) ->
          List.of();
    };
  }
}
