package network.superblock.protocol.sequencer;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Step;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.Leg;
import network.superblock.protocol.scp.ParticipantEffect;
import network.superblock.protocol.scp.ParticipantEvent;
import network.superblock.protocol.scp.ParticipantState;
import network.superblock.protocol.scp.ParticipantState.Committed;
import network.superblock.protocol.scp.ScpParticipant;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;
import network.superblock.protocol.sequencer.SequencerEffect.AppendToDraft;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEffect.ReportLoudly;
import network.superblock.protocol.sequencer.SequencerEffect.RunSimulation;
import network.superblock.protocol.sequencer.SequencerEffect.SendCirc;
import network.superblock.protocol.sequencer.SequencerEvent.CircReceived;
import network.superblock.protocol.sequencer.SequencerEvent.SimulationEnded;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Queueing;

/** How an xT runs on a draft: Q4 to Q8, and the decision of Q10. */
final class InstanceRun {

  private final SequencerRules rules;

  InstanceRun(SequencerRules rules) {
    this.rules = rules;
  }

  Step<SequencerState, SequencerEffect> start(BuildingFree s, PendingStart pending) {
    return launch(new BuildingFree(seeing(s.memory(), pending), s.draft()), pending, List.of());
  }

  /** Starts what was held, first come first served. */
  Step<SequencerState, SequencerEffect> startNext(BuildingFree s, List<PendingStart> queue) {
    return queue.isEmpty()
        ? Step.to(s)
        : launch(s, queue.getFirst(), queue.subList(1, queue.size()));
  }

  Step<SequencerState, SequencerEffect> hold(Queueing s, PendingStart pending) {
    var longer = new ArrayList<>(s.queue());
    longer.add(pending);
    return Step.to(s.with(longer).with(seeing(s.memory(), pending)));
  }

  Step<SequencerState, SequencerEffect> receive(BuildingLocked s, CircReceived e) {
    return step(s, new ParticipantEvent.MessageReceived(e.circ().message()));
  }

  Step<SequencerState, SequencerEffect> continueAfter(BuildingLocked s, SimulationEnded e) {
    return step(s, new ParticipantEvent.SimulationEnded(e.result()));
  }

  Step<SequencerState, SequencerEffect> timeOut(BuildingLocked s) {
    return step(s, new ParticipantEvent.VotingTimedOut());
  }

  /** The draft with the leg or without it: all of it or nothing. */
  Step<BuildingFree, SequencerEffect> decide(BuildingLocked s, Decision decision) {
    var done = ScpParticipant.on(s.instance(), new ParticipantEvent.DecisionRead(decision)).state();
    if (done instanceof Committed committed) {
      var leg = committed.leg();
      var entry = new CrossChain(leg.instance().xt(), committed.put(), leg.transactions());
      return Step.to(
          new BuildingFree(s.memory(), s.draft().append(entry)), new AppendToDraft(entry));
    }
    var dropped = new BuildingFree(s.memory(), s.draft());
    return decision.isCommit()
        ? Step.to(
            dropped, new ReportLoudly(new Alarm.CommittedWithoutOurVote(done.leg().instance())))
        : Step.to(dropped);
  }

  /** The seal list stands for the decision that the log has not shown. */
  Step<BuildingFree, SequencerEffect> decideBy(BuildingLocked s, RequestSeal seal) {
    var isListed = seal.includedXts().contains(s.instance().leg().instance().xt());
    return decide(s, isListed ? Decision.commit() : Decision.abort(new AbortReason.CutOff()));
  }

  /** An xT that never had its turn is decided. */
  Step<SequencerState, SequencerEffect> dropQueued(Queueing s, Decided decided) {
    var rest = new ArrayList<>(s.queue());
    rest.removeIf(pending -> pending.start().instance().equals(decided.instance()));
    var without = s.with(s.memory().releasing(decided.instance()));
    var dropped = ((Queueing) without).with(rest);
    return decided.decision().isCommit()
        ? Step.to(dropped, new ReportLoudly(new Alarm.CommittedWithoutOurVote(decided.instance())))
        : Step.to(dropped);
  }

  private Step<SequencerState, SequencerEffect> launch(
      BuildingFree s, PendingStart pending, List<PendingStart> queue) {
    var instance = pending.start().instance();
    var leg = Leg.of(instance, rules.chain(), pending.start().xt());
    var started =
        s.draft()
            .firstHeldOf(leg.transactions())
            .map(held -> ScpParticipant.refuse(leg, alreadyInDraft(held)))
            .orElseGet(() -> ScpParticipant.start(leg, s.memory().held().of(instance)));
    return new Step<>(
        new BuildingLocked(
            s.memory().releasing(instance),
            s.draft(),
            started.state(),
            rules.deadline(pending.recorded()),
            queue),
        ordersOf(started));
  }

  /** Whoever sent it alone has kept the xT from running: the draft can be sealed all the same. */
  private static VoteRefusal alreadyInDraft(Bytes transaction) {
    return new VoteRefusal(
        VoteRefusal.Cause.ALREADY_IN_DRAFT,
        "transaction %s was sent alone before".formatted(Keccak256.hash(transaction)));
  }

  private static Step<SequencerState, SequencerEffect> step(
      BuildingLocked s, ParticipantEvent event) {
    var step = ScpParticipant.on(s.instance(), event);
    return step.state().equals(s.instance())
        ? Step.to(s)
        : new Step<>(s.with(step.state()), ordersOf(step));
  }

  private static List<SequencerEffect> ordersOf(Step<ParticipantState, ParticipantEffect> step) {
    return step.effects().stream().map(InstanceRun::orderOf).toList();
  }

  private static SequencerEffect orderOf(ParticipantEffect effect) {
    return switch (effect) {
      case ParticipantEffect.Simulate e ->
          new RunSimulation(e.instance(), e.inbox(), e.transactions());
      case ParticipantEffect.SendCirc e -> new SendCirc(e.message());
      case ParticipantEffect.CastVote e -> new CastVote(e.vote());
    };
  }

  private Memory seeing(Memory memory, PendingStart pending) {
    var start = pending.start();
    return memory.seeing(start, start.xt().transactionsOn(rules.chain()));
  }
}
