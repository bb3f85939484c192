package network.superblock.simulator.coverage;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Step;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal.Cause;
import network.superblock.protocol.sequencer.Alarm;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEffect.AppendToDraft;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEffect.RefuseLocal;
import network.superblock.protocol.sequencer.SequencerEffect.ReportLoudly;
import network.superblock.protocol.sequencer.SequencerEffect.RunSimulation;
import network.superblock.protocol.sequencer.SequencerEffect.SealBlock;
import network.superblock.protocol.sequencer.SequencerEffect.SubmitBlock;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Recovering;
import network.superblock.protocol.sequencer.SequencerState.Submitting;
import network.superblock.protocol.sequencer.SequencerState.Waiting;

/** The rows of SBCP section 5, told apart by how they end. */
public enum SequencerRow {
  Q1_START_SLOT,
  Q1_ROLL_BACK,
  Q1_RECOVER_PARENT,
  Q1_OPEN_DRAFT,
  Q1X_WITHOUT_US,
  Q2_RECOVERING,
  Q3_APPEND,
  Q3_REFUSE_MAILBOX,
  Q3_REFUSE_LEG,
  Q4_START,
  Q5_HOLD,
  Q6_PUT_MESSAGE,
  Q6_HOLD_MESSAGE,
  Q7_COMMIT,
  Q7_EXECUTION_FAILED,
  Q7_INVALID_TRANSACTION,
  Q7_MESSAGE_MISSING,
  Q7_TIMED_OUT,
  Q7_WRITE_TO_NON_PARTICIPANT,
  Q7_LABEL_NOT_UTF8,
  Q7_ALREADY_IN_DRAFT,
  Q8_COMMIT,
  Q8_DROP,
  Q9_SEAL,
  Q9_LIST_DIFFERS,
  Q9_NOT_READY,
  Q10_SEAL_WITH_LISTED,
  Q10_SEAL_WITHOUT_UNLISTED,
  Q11_SUBMIT,
  Q11_RESEND,
  Q11_ACCEPTED,
  Q11X_REJECTED;

  static List<SequencerRow> of(
      SequencerState before, SequencerEvent event, Step<SequencerState, SequencerEffect> step) {
    return switch (event) {
      case SequencerEvent.SlotRecordRead(var record, _) -> ofRecord(before, record, step);
      case SequencerEvent.CircReceived _ -> ofMessage(before, step);
      case SequencerEvent.LocalTransactionOffered _ -> ofLocal(step);
      case SequencerEvent.SimulationEnded _, SequencerEvent.VotingTimedOut _ -> ofVote(step);
      case SequencerEvent.NodeReady _ ->
          step.state().equals(before) ? List.of() : List.of(Q1_OPEN_DRAFT);
      case SequencerEvent.ParentMissing _ ->
          step.state() instanceof Recovering ? List.of(Q1_RECOVER_PARENT) : List.of();
      case SequencerEvent.BlockSealed _ -> has(step, SubmitBlock.class, Q11_SUBMIT);
      case SequencerEvent.VerdictOverdue _ -> has(step, SubmitBlock.class, Q11_RESEND);
      case SequencerEvent.VerdictReceived _ -> ofVerdict(before, step);
      case SequencerEvent.SealingFailed _ -> List.of();
    };
  }

  private static List<SequencerRow> ofRecord(
      SequencerState before, SlotRecord record, Step<SequencerState, SequencerEffect> step) {
    var after = step.state();
    return switch (record) {
      case SlotRecord.Opens opens -> {
        if (after.equals(before)) yield List.of();
        if (after instanceof Waiting) yield List.of(Q1X_WITHOUT_US);
        yield opens instanceof SlotRecord.StartSlot
            ? List.of(Q1_START_SLOT)
            : List.of(Q1_ROLL_BACK);
      }
      case SlotRecord.StartSc _ -> ofStart(before, step);
      case SlotRecord.Decided _ -> ofDecision(before, step);
      case SlotRecord.RequestSeal _ -> ofSeal(before, step);
      case SlotRecord.LeaderClaim _, SlotRecord.SlotClosed _ -> List.of();
    };
  }

  private static List<SequencerRow> ofStart(
      SequencerState before, Step<SequencerState, SequencerEffect> step) {
    if (contains(step, CastVote.class))
      return before instanceof BuildingFree ? ofVote(step) : List.of(Q2_RECOVERING);
    if (contains(step, RunSimulation.class)) return List.of(Q4_START);
    return before instanceof BuildingLocked b
            && step.state() instanceof BuildingLocked a
            && a.queue().size() > b.queue().size()
        ? List.of(Q5_HOLD)
        : List.of();
  }

  private static List<SequencerRow> ofMessage(
      SequencerState before, Step<SequencerState, SequencerEffect> step) {
    if (contains(step, RunSimulation.class)) return List.of(Q6_PUT_MESSAGE);
    return step.state().equals(before) ? List.of() : List.of(Q6_HOLD_MESSAGE);
  }

  private static List<SequencerRow> ofLocal(Step<SequencerState, SequencerEffect> step) {
    for (var effect : step.effects()) {
      if (effect instanceof AppendToDraft) return List.of(Q3_APPEND);
      if (effect instanceof RefuseLocal(var _, var reason))
        return switch (reason) {
          case TOUCHES_MAILBOX -> List.of(Q3_REFUSE_MAILBOX);
          case LEG_OF_LIVE_XT -> List.of(Q3_REFUSE_LEG);
        };
    }
    return List.of();
  }

  private static List<SequencerRow> ofVote(Step<SequencerState, SequencerEffect> step) {
    for (var effect : step.effects())
      if (effect instanceof CastVote(var vote))
        return switch (vote.ballot()) {
          case Ballot.Commit _ -> List.of(Q7_COMMIT);
          case Ballot.Abort(var refusal) -> ofRefusal(refusal.cause());
        };
    return List.of();
  }

  private static List<SequencerRow> ofRefusal(Cause cause) {
    return switch (cause) {
      case EXECUTION_FAILED -> List.of(Q7_EXECUTION_FAILED);
      case INVALID_TRANSACTION -> List.of(Q7_INVALID_TRANSACTION);
      case MESSAGE_MISSING -> List.of(Q7_MESSAGE_MISSING);
      case TIMED_OUT -> List.of(Q7_TIMED_OUT);
      case WRITE_TO_NON_PARTICIPANT -> List.of(Q7_WRITE_TO_NON_PARTICIPANT);
      case LABEL_NOT_UTF8 -> List.of(Q7_LABEL_NOT_UTF8);
      case ALREADY_IN_DRAFT -> List.of(Q7_ALREADY_IN_DRAFT);
      case BLOCK_FULL, RECOVERING, NODE_UNAVAILABLE -> List.of();
    };
  }

  private static List<SequencerRow> ofDecision(
      SequencerState before, Step<SequencerState, SequencerEffect> step) {
    if (contains(step, AppendToDraft.class)) return List.of(Q8_COMMIT);
    return before instanceof BuildingLocked && step.state() instanceof BuildingFree
        ? List.of(Q8_DROP)
        : List.of();
  }

  private static List<SequencerRow> ofSeal(
      SequencerState before, Step<SequencerState, SequencerEffect> step) {
    var rows = new ArrayList<SequencerRow>();
    var seals = contains(step, SealBlock.class);
    if (before instanceof BuildingFree && seals) rows.add(Q9_SEAL);
    if (before instanceof BuildingLocked && seals)
      rows.add(
          contains(step, AppendToDraft.class) ? Q10_SEAL_WITH_LISTED : Q10_SEAL_WITHOUT_UNLISTED);
    for (var effect : step.effects())
      if (effect instanceof ReportLoudly(var alarm)) {
        if (alarm instanceof Alarm.SealListDiffers && before instanceof BuildingFree)
          rows.add(Q9_LIST_DIFFERS);
        if (alarm instanceof Alarm.NotReadyToSeal) rows.add(Q9_NOT_READY);
      }
    return rows;
  }

  private static List<SequencerRow> ofVerdict(
      SequencerState before, Step<SequencerState, SequencerEffect> step) {
    if (!(before instanceof Submitting && step.state() instanceof Waiting)) return List.of();
    return List.of(contains(step, ReportLoudly.class) ? Q11X_REJECTED : Q11_ACCEPTED);
  }

  private static List<SequencerRow> has(
      Step<SequencerState, SequencerEffect> step,
      Class<? extends SequencerEffect> effect,
      SequencerRow row) {
    return contains(step, effect) ? List.of(row) : List.of();
  }

  private static boolean contains(
      Step<SequencerState, SequencerEffect> step, Class<? extends SequencerEffect> effect) {
    return step.effects().stream().anyMatch(effect::isInstance);
  }
}
