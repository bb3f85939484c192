package network.superblock.simulator.coverage;

import java.util.Collections;
import java.util.EnumMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Step;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotState;
import network.superblock.simulator.chain.SimulatedBlock;
import network.superblock.simulator.publisher.PublisherWatch;
import network.superblock.simulator.sequencer.SequencerWatch;

/** What one or many histories took: rows of the tables and arrows of the state diagrams. */
public final class Coverage implements PublisherWatch, SequencerWatch {

  private final EnumMap<PublisherRow, Integer> publisherRows = new EnumMap<>(PublisherRow.class);
  private final EnumMap<SequencerRow, Integer> sequencerRows = new EnumMap<>(SequencerRow.class);
  private final SortedSet<Arrow> publisherArrows = new TreeSet<>();
  private final SortedSet<Arrow> sequencerArrows = new TreeSet<>();

  /** How often each row of SBCP section 4 was taken. */
  public SortedMap<PublisherRow, Integer> publisherRows() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(publisherRows));
  }

  /** How often each row of SBCP section 5 was taken. */
  public SortedMap<SequencerRow, Integer> sequencerRows() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(sequencerRows));
  }

  /** The publisher's state changes that were observed, from one kind of state to another. */
  public SortedSet<Arrow> publisherArrows() {
    return Collections.unmodifiableSortedSet(publisherArrows);
  }

  /** The sequencers' state changes that were observed, from one kind of state to another. */
  public SortedSet<Arrow> sequencerArrows() {
    return Collections.unmodifiableSortedSet(sequencerArrows);
  }

  /** Adds what another history took. */
  public void add(Coverage other) {
    other.publisherRows.forEach((row, times) -> publisherRows.merge(row, times, Integer::sum));
    other.sequencerRows.forEach((row, times) -> sequencerRows.merge(row, times, Integer::sum));
    publisherArrows.addAll(other.publisherArrows);
    sequencerArrows.addAll(other.sequencerArrows);
  }

  @Override
  public void stepped(
      SlotState before, SlotEvent event, network.superblock.protocol.slot.Step step) {
    for (var row : PublisherRow.of(before, event, step)) publisherRows.merge(row, 1, Integer::sum);
    draw(publisherArrows, before, step.state());
  }

  @Override
  public void tookOver(SlotState state) {
    publisherRows.merge(PublisherRow.takingOver(state), 1, Integer::sum);
  }

  @Override
  public void stepped(
      ChainId chain,
      SequencerState before,
      SequencerEvent event,
      Step<SequencerState, SequencerEffect> step) {
    for (var row : SequencerRow.of(before, event, step)) sequencerRows.merge(row, 1, Integer::sum);
    draw(sequencerArrows, before, step.state());
  }

  @Override
  public void voted(Vote vote) {}

  @Override
  public void submitted(SimulatedBlock block) {}

  @Override
  public void recovered(ChainId chain, SequencerState journalled, SequencerState folded) {}

  private static void draw(SortedSet<Arrow> arrows, Object from, Object to) {
    if (!from.getClass().equals(to.getClass()))
      arrows.add(new Arrow(from.getClass().getSimpleName(), to.getClass().getSimpleName()));
  }
}
