package network.superblock.simulator.invariant;

import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Step;
import network.superblock.protocol.leadership.LeaderFilter;
import network.superblock.protocol.leadership.LeaderFilter.Reading;
import network.superblock.protocol.message.SlotRecord.Outcome.Built;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.sequencer.Memory;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEffect.ReportLoudly;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.superblock.Superblock;
import network.superblock.simulator.Stage;
import network.superblock.simulator.chain.Blocks;
import network.superblock.simulator.chain.SimulatedBlock;
import network.superblock.simulator.log.SlotEntry;
import network.superblock.simulator.sequencer.SequencerWatch;
import network.superblock.simulator.settlement.SettlementWatch;

/** All invariants, told of everything that happens. */
public final class Invariants implements SequencerWatch, SettlementWatch {

  private final List<Invariant> invariants;
  private LeaderFilter filter = LeaderFilter.atStart();

  public Invariants(Stage stage, Blocks blocks) {
    this.invariants =
        List.of(
            new Agreement(),
            new Validity(),
            new OneVote(),
            new SuperblockChain(stage.genesis().hash()),
            new NamedHeads(stage.registry(), blocks),
            new Atomicity(blocks),
            new IncreasingSlots(),
            new Accounting(),
            new SealedDrafts(stage.network().showsEveryRecordInOrder()));
    stage.topics().slot().watch(this::appended);
  }

  private void appended(SlotEntry entry) {
    var reading = filter.read(entry.writer(), entry.record());
    filter = reading.next();
    if (reading instanceof Reading.Accepted(var _, var record))
      for (var invariant : invariants) invariant.recorded(record);
    else for (var invariant : invariants) invariant.outdated(entry.record());
  }

  @Override
  public void stepped(
      ChainId chain,
      SequencerState before,
      SequencerEvent event,
      Step<SequencerState, SequencerEffect> step) {
    for (var invariant : invariants) invariant.stepped(chain, before, event, step.state());
    for (var effect : step.effects())
      if (effect instanceof ReportLoudly(var alarm))
        for (var invariant : invariants) invariant.alarmed(chain, alarm);
  }

  @Override
  public void voted(Vote vote) {
    for (var invariant : invariants) invariant.voted(vote);
  }

  @Override
  public void submitted(SimulatedBlock block) {
    for (var invariant : invariants) invariant.submitted(block);
  }

  @Override
  public void recovered(ChainId chain, SequencerState journalled, SequencerState folded) {
    if (!withoutNotes(journalled).equals(withoutNotes(folded)))
      throw new Violation(
          "the journal reproduces the state",
          "chain " + chain + " was " + journalled + " and is " + folded);
  }

  @Override
  public void publishing(SlotClosed closed, Built built) {
    var superblock =
        new Superblock(
            built.number(), closed.slot(), built.parentHash(), built.blocks(), built.includedXts());
    if (!superblock.hash().equals(built.hash()))
      throw new Violation("a published superblock is what was closed", "number " + built.number());
  }

  /** The numbers of others' StartSCs are not journalled; they are read again. */
  private static SequencerState withoutNotes(SequencerState state) {
    var memory = state.memory();
    return state.with(
        new Memory(
            memory.slot(), new SequenceNumber(0), memory.seen(), memory.legs(), memory.held()));
  }
}
