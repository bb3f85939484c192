package network.superblock.protocol.slot;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.collection.PersistentSortedMap;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.XtOffer;

/**
 * What an open slot has come to so far.
 *
 * @param openedBy how the slot was opened; after a rollback no xT starts in it
 * @param started every instance of the slot, by its place in it
 * @param places where each xT of the slot stands in {@code started}
 * @param decisions the decided ones
 * @param waiting offers that could not start yet, best rank first
 */
public record SlotRun(
    SlotOpening opening,
    SlotState.Opening openedBy,
    PersistentSortedMap<SequenceNumber, StartSc> started,
    PersistentSortedMap<XtId, SequenceNumber> places,
    PersistentSortedMap<XtId, Decision> decisions,
    SortedSet<XtOffer> waiting) {

  static SlotRun opened(SlotOpening opening, SlotState.Opening openedBy) {
    return new SlotRun(
        opening,
        openedBy,
        PersistentSortedMap.empty(),
        PersistentSortedMap.empty(),
        PersistentSortedMap.empty(),
        Collections.unmodifiableSortedSet(new TreeSet<>(XtOffer.BY_RANK)));
  }

  public Slot slot() {
    return opening.slot();
  }

  SequenceNumber nextSequence() {
    return new SequenceNumber(started.size());
  }

  boolean hasSeen(XtId xt) {
    return places.containsKey(xt);
  }

  public Optional<Decision> decisionOn(XtId xt) {
    return decisions.get(xt);
  }

  /** The xTs decided 1, in sequence order. */
  public List<StartSc> committed() {
    return started.values().stream()
        .filter(start -> decisionOn(start.id()).filter(Decision::isCommit).isPresent())
        .toList();
  }

  /** The seal list: the ids of {@link #committed()}. */
  public List<XtId> sealList() {
    return committed().stream().map(StartSc::id).toList();
  }

  SlotRun start(StartSc start) {
    return new SlotRun(
        opening,
        openedBy,
        started.with(start.sequence(), start),
        places.with(start.id(), start.sequence()),
        decisions,
        without(start.id()));
  }

  SlotRun decide(XtId xt, Decision decision) {
    return new SlotRun(opening, openedBy, started, places, decisions.with(xt, decision), waiting);
  }

  SlotRun withdraw(XtId xt) {
    return new SlotRun(opening, openedBy, started, places, decisions, without(xt));
  }

  /**
   * Keeps the offer, and the best {@code limit} of all. A second offer of an xT changes nothing.
   */
  SlotRun await(XtOffer offer, int limit) {
    if (waiting.stream().anyMatch(other -> other.id().equals(offer.id()))) return this;
    var kept = new TreeSet<>(waiting);
    kept.add(offer);
    if (kept.size() > limit) kept.pollLast();
    return waiting(kept);
  }

  SlotRun waiting(SortedSet<XtOffer> offers) {
    return new SlotRun(
        opening, openedBy, started, places, decisions, Collections.unmodifiableSortedSet(offers));
  }

  private SortedSet<XtOffer> without(XtId xt) {
    if (waiting.stream().noneMatch(offer -> offer.id().equals(xt))) return waiting;
    var rest = new TreeSet<>(waiting);
    rest.removeIf(offer -> offer.id().equals(xt));
    return Collections.unmodifiableSortedSet(rest);
  }
}
