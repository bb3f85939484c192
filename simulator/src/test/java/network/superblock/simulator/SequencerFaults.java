package network.superblock.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Step;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.ParticipantState.Prepared;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.protocol.sequencer.Memory;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEffect.Journal;
import network.superblock.protocol.sequencer.SequencerEffect.ReturnToPool;
import network.superblock.protocol.sequencer.SequencerEffect.RunSimulation;
import network.superblock.protocol.sequencer.SequencerEvent.SimulationEnded;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;
import network.superblock.protocol.sequencer.SequencerEvent.VotingTimedOut;
import network.superblock.protocol.sequencer.SequencerProtocol;
import network.superblock.protocol.sequencer.SequencerRules;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Drafting;
import network.superblock.simulator.sequencer.SequencerBrain;

/** Sequencers that decide wrongly in one point. */
final class SequencerFaults {

  private SequencerFaults() {}

  /** An xT that ran in an earlier slot is taken for a repetition. */
  static SequencerBrain runsAnXtOnceForAll(SequencerRules rules) {
    var sound = new SequencerProtocol(rules);
    Map<XtId, Slot> ran = new HashMap<>();
    return (state, event) ->
        event instanceof SlotRecordRead(StartSc start, _)
                && !start.slot().equals(ran.computeIfAbsent(start.id(), _ -> start.slot()))
            ? Step.to(state)
            : sound.on(state, event);
  }

  /** The request to seal waits for the end of every execution, also of such that never ends. */
  static SequencerBrain leavesRequestSealWaiting(SequencerRules rules) {
    var sound = new SequencerProtocol(rules);
    Set<InstanceId> executing = new HashSet<>();
    return (state, event) -> {
      if (event instanceof SimulationEnded(var instance, _)) executing.remove(instance);
      if (event instanceof SlotRecordRead(RequestSeal _, _) && !executing.isEmpty())
        return Step.to(state);
      var step = sound.on(state, event);
      for (var effect : step.effects())
        if (effect instanceof RunSimulation run) executing.add(run.instance());
      return step;
    };
  }

  /** The timer's vote is cast although there was one already. */
  static SequencerBrain votesAgainAtTheTimer(SequencerRules rules) {
    var sound = new SequencerProtocol(rules);
    return (state, event) -> {
      var step = sound.on(state, event);
      return event instanceof VotingTimedOut(var instance)
              && state instanceof BuildingLocked locked
              && locked.instance() instanceof Prepared prepared
              && prepared.leg().instance().equals(instance)
          ? with(step, new CastVote(against(prepared.vote())))
          : step;
    };
  }

  /** The vote leaves before the journal is written. */
  static SequencerBrain journalsTooLate(SequencerRules rules) {
    var sound = new SequencerProtocol(rules);
    return (state, event) -> {
      var step = sound.on(state, event);
      var effects = new ArrayList<SequencerEffect>();
      for (var effect : step.effects()) if (!(effect instanceof Journal)) effects.add(effect);
      for (var effect : step.effects()) if (effect instanceof Journal) effects.add(effect);
      return new Step<>(step.state(), effects);
    };
  }

  /** After a pause over the boundary the draft goes on in the next slot. */
  static SequencerBrain takesItsDraftIntoTheNextSlot(SequencerRules rules) {
    var sound = new SequencerProtocol(rules);
    return (state, event) ->
        event instanceof SlotRecordRead(Opens opens, _)
                && state instanceof BuildingFree free
                && opens.slot().isAfter(state.memory().slot())
                && opens.opening().requestOf(rules.chain()).isPresent()
            ? Step.to(moved(free, opens, rules))
            : sound.on(state, event);
  }

  /** A slot that opened before opens again when its record is read again. */
  static SequencerBrain entersASlotTwice(SequencerRules rules) {
    var sound = new SequencerProtocol(rules);
    return (state, event) ->
        event instanceof SlotRecordRead(Opens opens, _)
                && opens.slot().value() > 0
                && !opens.slot().isAfter(state.memory().slot())
            ? sound.on(new SequencerState.Waiting(inSlot(state, opens)), event)
            : sound.on(state, event);
  }

  /** A leg that was voted for stays, however it is decided and whatever the list says. */
  static SequencerBrain keepsWhatWasAborted(SequencerRules rules) {
    var sound = new SequencerProtocol(rules);
    return (state, event) -> {
      if (event instanceof SlotRecordRead(Decided decided, var at)
          && state instanceof BuildingLocked locked
          && locked.instance() instanceof Prepared prepared
          && prepared.leg().instance().equals(decided.instance()))
        return sound.on(
            state,
            new SlotRecordRead(new Decided(decided.slot(), decided.xt(), Decision.commit()), at));
      if (event instanceof SlotRecordRead(RequestSeal seal, var at)
          && state instanceof Drafting drafting)
        return sound.on(
            state,
            new SlotRecordRead(
                new RequestSeal(
                    seal.slot(), joined(seal.includedXts(), drafting.draft().committedXts())),
                at));
      return sound.on(state, event);
    };
  }

  /** The local transactions of a draft that is given up are forgotten. */
  static SequencerBrain forgetsLocalTransactions(SequencerRules rules) {
    var sound = new SequencerProtocol(rules);
    return (state, event) -> {
      var step = sound.on(state, event);
      return new Step<>(
          step.state(),
          step.effects().stream().filter(effect -> !(effect instanceof ReturnToPool)).toList());
    };
  }

  private static Step<SequencerState, SequencerEffect> with(
      Step<SequencerState, SequencerEffect> step, SequencerEffect last) {
    var effects = new ArrayList<>(step.effects());
    effects.add(last);
    return new Step<>(step.state(), effects);
  }

  private static Vote against(Vote vote) {
    var refusal = new VoteRefusal(VoteRefusal.Cause.TIMED_OUT, "");
    return new Vote(vote.instance(), vote.from(), new Ballot.Abort(refusal));
  }

  private static SequencerState moved(BuildingFree free, Opens opens, SequencerRules rules) {
    var request = opens.opening().requestOf(rules.chain()).orElseThrow();
    return new BuildingFree(
        memoryOf(free, opens.slot()), new Draft(opens.slot(), request, free.draft().entries()));
  }

  private static Memory inSlot(SequencerState state, Opens opens) {
    return memoryOf(state, new Slot(opens.slot().value() - 1));
  }

  private static Memory memoryOf(SequencerState state, Slot slot) {
    var memory = state.memory();
    return new Memory(slot, memory.nextSequence(), new TreeSet<>(), memory.legs(), memory.held());
  }

  private static List<XtId> joined(List<XtId> one, List<XtId> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }
}
