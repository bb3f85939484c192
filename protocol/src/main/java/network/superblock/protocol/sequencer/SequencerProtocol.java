package network.superblock.protocol.sequencer;

import java.util.List;
import network.superblock.protocol.Step;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.BlockVerdict.Rejected;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.sequencer.JournalEntry.Happened;
import network.superblock.protocol.sequencer.JournalEntry.SlotEntered;
import network.superblock.protocol.sequencer.SequencerEffect.Journal;
import network.superblock.protocol.sequencer.SequencerEffect.SubmitBlock;
import network.superblock.protocol.sequencer.SequencerEvent.BlockSealed;
import network.superblock.protocol.sequencer.SequencerEvent.CircReceived;
import network.superblock.protocol.sequencer.SequencerEvent.LocalTransactionOffered;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.protocol.sequencer.SequencerEvent.ParentMissing;
import network.superblock.protocol.sequencer.SequencerEvent.SealingFailed;
import network.superblock.protocol.sequencer.SequencerEvent.SimulationEnded;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictOverdue;
import network.superblock.protocol.sequencer.SequencerEvent.VerdictReceived;
import network.superblock.protocol.sequencer.SequencerEvent.VotingTimedOut;
import network.superblock.protocol.sequencer.SequencerState.Building;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Queueing;
import network.superblock.protocol.sequencer.SequencerState.Recovering;
import network.superblock.protocol.sequencer.SequencerState.Reverting;
import network.superblock.protocol.sequencer.SequencerState.Sealing;
import network.superblock.protocol.sequencer.SequencerState.Submitting;
import network.superblock.protocol.sequencer.SequencerState.Waiting;

/** The sequencer's table. Each row bears its number from SBCP section 5. */
public final class SequencerProtocol {

  private final SequencerRules rules;
  private final SlotEntrance entrance;
  private final InstanceRun run;

  public SequencerProtocol(SequencerRules rules) {
    this.rules = rules;
    this.entrance = new SlotEntrance(rules.chain());
    this.run = new InstanceRun(rules);
  }

  SequencerRules rules() {
    return rules;
  }

  private record When(SequencerState state, SequencerEvent event) {}

  /** What {@code event} leads to in {@code state}. A step that changes the state is journalled. */
  public Step<SequencerState, SequencerEffect> on(SequencerState state, SequencerEvent event) {
    var step = decide(state, event);
    return step.state().equals(state) || isOfOthers(event)
        ? step
        : step.after(new Journal(entry(state, event)));
  }

  private Step<SequencerState, SequencerEffect> decide(SequencerState state, SequencerEvent event) {
    return switch (new When(state, event)) {
      // Q1
      case When(_, SlotRecordRead(Opens r, _)) when opensLater(state, r) && concernsUs(r) ->
          entrance.enter(state, r);
      case When(Reverting s, NodeReady e) when s.isIn(e.slot()) ->
          entrance.open(s).then(free -> run.startNext(free, s.queue()));
      case When(Recovering s, NodeReady e) when s.isIn(e.slot()) ->
          entrance.open(s).then(free -> run.startNext(free, List.of()));
      case When(Reverting s, ParentMissing e) when s.isIn(e.slot()) -> entrance.recover(s);
      case When(Building s, ParentMissing e) when s.isIn(e.slot()) -> entrance.giveUpDraft(s);
      // Q1'
      case When(_, SlotRecordRead(Opens r, _)) when opensLater(state, r) ->
          entrance.sitOut(state, r);

      // Q3
      case When(BuildingFree s, LocalTransactionOffered e) -> LocalTransactions.consider(s, e);

      // Q4
      case When(BuildingFree s, SlotRecordRead(StartSc r, var at)) when startsHere(s, r) ->
          run.start(s, new PendingStart(r, at));
      // Q5, and the same while Q1 is under way
      case When(Queueing s, SlotRecordRead(StartSc r, var at)) when startsHere(s, r) ->
          run.hold(s, new PendingStart(r, at));
      // Q2
      case When(_, SlotRecordRead(StartSc r, _)) when isNewToUs(state, r) ->
          entrance.refuse(state, r);
      case When(_, SlotRecordRead(StartSc r, _)) when state.isIn(r.slot()) && !names(r) ->
          Step.to(state.with(state.memory().noting(r)));

      // Q6
      case When(BuildingLocked s, CircReceived e) when isRunning(s, e) -> run.receive(s, e);
      case When(_, CircReceived e) when mustHold(state, e) ->
          Step.to(state.with(state.memory().holding(e.circ())));

      // Q7
      case When(BuildingLocked s, SimulationEnded e) when s.isRunning(e.instance()) ->
          run.continueAfter(s, e);
      case When(BuildingLocked s, VotingTimedOut e) when s.isRunning(e.instance()) ->
          run.timeOut(s);

      // Q8
      case When(BuildingLocked s, SlotRecordRead(Decided r, _)) when s.isRunning(r.instance()) ->
          run.decide(s, r.decision()).then(free -> run.startNext(free, s.queue()));
      case When(Queueing s, SlotRecordRead(Decided r, _)) when s.hasQueued(r.instance()) ->
          run.dropQueued(s, r);

      // Q9
      case When(BuildingFree s, SlotRecordRead(RequestSeal r, _)) when s.isIn(r.slot()) ->
          BlockSealing.seal(s, r);
      // Q10
      case When(BuildingLocked s, SlotRecordRead(RequestSeal r, _)) when s.isIn(r.slot()) ->
          run.decideBy(s, r).then(free -> BlockSealing.seal(free, r));
      case When(Reverting s, SlotRecordRead(RequestSeal r, _)) when s.isIn(r.slot()) ->
          BlockSealing.missSeal(s);
      case When(Recovering s, SlotRecordRead(RequestSeal r, _)) when s.isIn(r.slot()) ->
          BlockSealing.missSeal(s);

      // Q11
      case When(Sealing s, BlockSealed e) when s.isIn(e.block().slot()) ->
          BlockSealing.submit(s, e.block());
      case When(Sealing s, SealingFailed e) when s.isIn(e.slot()) ->
          BlockSealing.fail(s, e.reason());
      case When(Submitting s, VerdictOverdue e) when s.isIn(e.slot()) ->
          Step.to(s, new SubmitBlock(s.block()));
      case When(Submitting s, VerdictReceived(Accepted v)) when v.hash().equals(s.block().hash()) ->
          Step.to(new Waiting(s.memory()));
      // Q11'
      case When(Submitting s, VerdictReceived(Rejected v)) when v.hash().equals(s.block().hash()) ->
          BlockSealing.report(s, v);

      case When(_, SlotRecordRead(SlotClosed r, _)) ->
          Step.to(state.with(state.memory().closing(r)));

      // What comes too late, too early or twice, or is no business of ours, changes nothing.
      case When(_, SlotRecordRead(LeaderClaim _, _)),
          When(_, SlotRecordRead(Opens _, _)),
          When(_, SlotRecordRead(StartSc _, _)),
          When(_, SlotRecordRead(Decided _, _)),
          When(_, SlotRecordRead(RequestSeal _, _)),
          When(_, CircReceived _),
          When(_, LocalTransactionOffered _),
          When(_, SimulationEnded _),
          When(_, VotingTimedOut _),
          When(_, NodeReady _),
          When(_, ParentMissing _),
          When(_, BlockSealed _),
          When(_, SealingFailed _),
          When(_, VerdictReceived _),
          When(_, VerdictOverdue _) ->
          Step.to(state);
    };
  }

  /** What is written of others can be read again: their StartSCs leave no trace but a number. */
  private boolean isOfOthers(SequencerEvent event) {
    return event instanceof SlotRecordRead(StartSc start, _) && !names(start);
  }

  private static JournalEntry entry(SequencerState state, SequencerEvent event) {
    return event instanceof SlotRecordRead(Opens opens, var recorded)
        ? new SlotEntered(state.memory(), opens, recorded)
        : new Happened(event);
  }

  private static boolean opensLater(SequencerState state, Opens opens) {
    return opens.slot().isAfter(state.memory().slot());
  }

  private boolean concernsUs(Opens opens) {
    return opens.opening().requestOf(rules.chain()).isPresent();
  }

  private boolean names(StartSc start) {
    return start.xt().concerns(rules.chain());
  }

  private boolean isNewToUs(SequencerState state, StartSc start) {
    return names(start) && state.memory().mayStart(start.instance());
  }

  private boolean startsHere(SequencerState state, StartSc start) {
    return isNewToUs(state, start) && state.isIn(start.slot());
  }

  private boolean isRunning(BuildingLocked s, CircReceived e) {
    return s.isRunning(e.circ().instance()) && isGenuine(e);
  }

  private boolean mustHold(SequencerState state, CircReceived e) {
    var instance = e.circ().instance();
    var isQueued = state instanceof Queueing queueing && queueing.hasQueued(instance);
    return (isQueued || state.memory().mayStart(instance))
        && isGenuine(e)
        && state.memory().held().accepts(e.circ());
  }

  /** From the chain that signed it, to us. */
  private boolean isGenuine(CircReceived e) {
    var header = e.circ().message().header();
    return header.source().equals(e.signer()) && header.destination().equals(rules.chain());
  }
}
