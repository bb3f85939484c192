package network.superblock.protocol.sequencer;

import static network.superblock.protocol.message.VoteRefusal.Cause.RECOVERING;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Step;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.ParticipantState.Unvoted;
import network.superblock.protocol.sequencer.SequencerEffect.CastVote;
import network.superblock.protocol.sequencer.SequencerEffect.OpenDraft;
import network.superblock.protocol.sequencer.SequencerEffect.RecoverBlocks;
import network.superblock.protocol.sequencer.SequencerEffect.ReportLoudly;
import network.superblock.protocol.sequencer.SequencerEffect.ReturnToPool;
import network.superblock.protocol.sequencer.SequencerEffect.RevertTo;
import network.superblock.protocol.sequencer.SequencerState.Building;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Drafting;
import network.superblock.protocol.sequencer.SequencerState.Recovering;
import network.superblock.protocol.sequencer.SequencerState.Reverting;
import network.superblock.protocol.sequencer.SequencerState.Waiting;

/** How a sequencer comes into a slot, or stays out of it: Q1, Q1' and Q2. */
final class SlotEntrance {

  private static final VoteRefusal NOT_CAUGHT_UP =
      new VoteRefusal(RECOVERING, "the sequencer has no draft of this slot");

  private final ChainId chain;

  SlotEntrance(ChainId chain) {
    this.chain = chain;
  }

  Step<SequencerState, SequencerEffect> enter(SequencerState s, Opens opens) {
    var opening = opens.opening();
    var request = opening.requestOf(chain).orElseThrow();
    var draft = Draft.opened(opening.slot(), request);
    return leave(s)
        .then(memory ->
            Step.to(
                new Reverting(memory.opening(opening.slot()), draft, List.of()),
                new RevertTo(draft.slot(), draft.parent())));
  }

  Step<SequencerState, SequencerEffect> sitOut(SequencerState s, Opens opens) {
    return leave(s).then(memory -> Step.to(new Waiting(memory.opening(opens.slot()))));
  }

  Step<BuildingFree, SequencerEffect> open(Drafting s) {
    return Step.to(new BuildingFree(s.memory(), s.draft()), new OpenDraft(s.draft()));
  }

  Step<SequencerState, SequencerEffect> recover(Reverting s) {
    var effects = new ArrayList<SequencerEffect>();
    for (var pending : s.queue()) effects.add(against(pending.start().instance()));
    effects.add(new RecoverBlocks(s.draft().slot(), s.draft().parent()));
    return new Step<>(new Recovering(s.memory(), s.draft()), effects);
  }

  /** The node has lost the ground under a draft: what the slot holds of ours cannot be sealed. */
  Step<SequencerState, SequencerEffect> giveUpDraft(Building s) {
    var fresh = Draft.opened(s.draft().slot(), s.draft().request());
    var effects = new ArrayList<SequencerEffect>();
    effects.add(new ReportLoudly(new Alarm.ParentLost(fresh.slot())));
    if (s instanceof BuildingLocked locked) {
      if (locked.instance() instanceof Unvoted unvoted)
        effects.add(against(unvoted.leg().instance()));
      for (var pending : locked.queue()) effects.add(against(pending.start().instance()));
    }
    effects.add(new RecoverBlocks(fresh.slot(), fresh.parent()));
    return leave(s).then(memory -> new Step<>(new Recovering(memory, fresh), effects));
  }

  /** Q2. A StartSC of a slot whose opening we never saw ends the one before it as well. */
  Step<SequencerState, SequencerEffect> refuse(SequencerState s, StartSc start) {
    var leg = start.xt().transactionsOn(chain);
    var vote = against(start.instance());
    return s.isIn(start.slot())
        ? Step.to(s.with(s.memory().seeing(start, leg)), vote)
        : leave(s)
            .then(memory ->
                Step.to(new Waiting(memory.opening(start.slot()).seeing(start, leg)), vote));
  }

  /** Gives up what was not sealed: its local transactions return to the pool. */
  static Step<Memory, SequencerEffect> leave(SequencerState s) {
    return s instanceof Drafting d && !d.draft().localTransactions().isEmpty()
        ? Step.to(s.memory(), new ReturnToPool(d.draft().localTransactions()))
        : Step.to(s.memory());
  }

  private CastVote against(InstanceId instance) {
    return new CastVote(new Vote(instance, chain, new Ballot.Abort(NOT_CAUGHT_UP)));
  }
}
