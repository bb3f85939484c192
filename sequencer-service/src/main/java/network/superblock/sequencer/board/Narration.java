package network.superblock.sequencer.board;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.scp.ParticipantState;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;

/** Events in words. */
final class Narration {

  private record Told(String kind, List<XtId> xts, String detail) {}

  private Narration() {}

  /** The SSE event's name and what it says; empty for what changes nothing that anyone sees. */
  static Optional<Entry> of(
      SequencerEvent event, SequencerState before, SequencerState after, Instant at) {
    return told(event, after)
        .map(told ->
            new Entry(
                told.kind(),
                new SequencerNews(
                    after.memory().slot(),
                    name(after),
                    at,
                    told.xts(),
                    castVote(before, after),
                    told.detail())))
        .filter(_ -> !before.equals(after));
  }

  /** An event's name, an API fact, and its content. */
  record Entry(String kind, SequencerNews news) {}

  static String name(SequencerState state) {
    return switch (state) {
      case SequencerState.Waiting _ -> "WAITING";
      case SequencerState.Reverting _ -> "ENTERING";
      case SequencerState.Recovering _ -> "RECOVERING";
      case SequencerState.BuildingFree _ -> "BUILDING_FREE";
      case BuildingLocked _ -> "BUILDING_LOCKED";
      case SequencerState.Sealing _ -> "SEALING";
      case SequencerState.Submitting _ -> "SUBMITTING";
    };
  }

  private static Optional<Told> told(SequencerEvent event, SequencerState after) {
    return switch (event) {
      case SequencerEvent.SlotRecordRead(var record, _) -> told(record);
      case SequencerEvent.CircReceived(var circ, var signer) ->
          tell("message", circ.instance().xt(), "a message from chain " + signer);
      case SequencerEvent.LocalTransactionOffered _ ->
          tell("local", List.of(), "a local transaction is in the draft");
      case SequencerEvent.SimulationEnded(var instance, _) ->
          tell("simulated", instance.xt(), participation(after));
      case SequencerEvent.VotingTimedOut(var instance) ->
          tell("simulated", instance.xt(), participation(after));
      case SequencerEvent.NodeReady _ -> tell("open", List.of(), "the draft is open");
      case SequencerEvent.ParentMissing _ ->
          tell("recovering", List.of(), "the node lacks the block's parent");
      case SequencerEvent.BlockSealed(var block) ->
          tell("sealed", block.includedXts(), "block " + block.number() + " " + block.hash());
      case SequencerEvent.SealingFailed(_, var reason) -> tell("failed", List.of(), reason);
      case SequencerEvent.VerdictReceived(BlockVerdict.Accepted v) ->
          tell("accepted", v.includedXts(), "block " + v.number() + " " + v.hash());
      case SequencerEvent.VerdictReceived(BlockVerdict.Rejected v) ->
          tell("rejected", List.of(), v.reason() + ": " + v.detail());
      case SequencerEvent.VerdictOverdue _ -> Optional.empty();
    };
  }

  private static Optional<Told> told(SlotRecord record) {
    return switch (record) {
      case SlotRecord.LeaderClaim _ -> Optional.empty();
      case SlotRecord.Opens opens -> tell("slot", List.of(), "slot " + opens.slot() + " opens");
      case SlotRecord.StartSc start -> tell("started", start.id(), "chains " + start.xt().chains());
      case SlotRecord.Decided decided -> tell("decided", decided.xt(), inWords(decided.decision()));
      case SlotRecord.RequestSeal seal -> tell("seal", seal.includedXts(), "the slot seals");
      case SlotRecord.SlotClosed _ -> tell("closed", List.of(), "the slot is closed");
    };
  }

  private static String inWords(Decision decision) {
    return decision.isCommit() ? "committed" : "aborted";
  }

  /** The vote that was not cast before and is now. */
  private static Optional<String> castVote(SequencerState before, SequencerState after) {
    return isVoted(before) ? Optional.empty() : ballotIn(after).map(Narration::nameOf);
  }

  private static boolean isVoted(SequencerState state) {
    return ballotIn(state).isPresent();
  }

  private static Optional<Ballot> ballotIn(SequencerState state) {
    return state instanceof BuildingLocked locked
            && locked.instance() instanceof ParticipantState.Voted voted
        ? Optional.of(voted.ballot())
        : Optional.empty();
  }

  private static String nameOf(Ballot ballot) {
    return switch (ballot) {
      case Ballot.Commit _ -> "COMMIT";
      case Ballot.Abort _ -> "ABORT";
    };
  }

  private static String participation(SequencerState state) {
    if (!(state instanceof BuildingLocked locked)) return "nothing runs";
    return switch (locked.instance()) {
      case ParticipantState.Simulating _ -> "simulating";
      case ParticipantState.AwaitingMessage waiting ->
          "waiting for a message of chain " + waiting.missing().source();
      case ParticipantState.Voted voted ->
          switch (voted.ballot()) {
            case Ballot.Commit _ -> "voted to commit";
            case Ballot.Abort(var refusal) ->
                "voted to abort: " + refusal.cause() + " " + refusal.detail();
          };
      case ParticipantState.Done _ -> "done";
    };
  }

  private static Optional<Told> tell(String kind, XtId xt, String detail) {
    return tell(kind, List.of(xt), detail);
  }

  private static Optional<Told> tell(String kind, List<XtId> xts, String detail) {
    return Optional.of(new Told(kind, xts, detail));
  }
}
