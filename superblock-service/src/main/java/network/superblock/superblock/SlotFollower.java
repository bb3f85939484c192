package network.superblock.superblock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotState;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotReceiver;
import network.superblock.superblock.SlotStore.Kept;
import network.superblock.superblock.SlotStore.Resume;
import network.superblock.superblock.assembly.AcceptedBlocks;
import network.superblock.superblock.assembly.ClosedSlot;
import network.superblock.superblock.assembly.SlotCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Folds the slot topic and keeps what each slot came to. Only a slot's end is ever kept: after a
 * crash the slot in flight is read again. Confined to the reader's thread.
 */
final class SlotFollower implements SlotReceiver {

  private static final Logger log = LoggerFactory.getLogger(SlotFollower.class);

  private final SlotStore store;
  private final BlockVerdicts verdicts;
  private final SuperblockObserver observer;
  private final Duration scpTimer;
  private final Runnable onCaughtUp;
  private SlotState state;
  private boolean begun;
  private long next;

  /** A fold's beginning and what it is told with. */
  record Begin(SlotState state, boolean begun, long next) {

    static Begin atGenesis(Ledger genesis) {
      return new Begin(SlotLog.beforeFirst(genesis), false, 0);
    }

    static Begin after(Resume resume) {
      return new Begin(SlotLog.after(resume.last()), true, resume.place().next());
    }
  }

  /** Whom the follower works with. */
  record Outside(
      SlotStore store, BlockVerdicts verdicts, SuperblockObserver observer, Runnable onCaughtUp) {}

  SlotFollower(Begin begin, Outside outside, Duration scpTimer) {
    this.store = outside.store();
    this.verdicts = outside.verdicts();
    this.observer = outside.observer();
    this.onCaughtUp = outside.onCaughtUp();
    this.scpTimer = scpTimer;
    this.state = begin.state();
    this.begun = begin.begun();
    this.next = begin.next();
  }

  @Override
  public void receive(List<SlotEntry> entries) throws InterruptedException {
    for (var entry : entries) {
      // A call that failed half way is repeated as a whole.
      if (entry.offset() < next) continue;
      read(entry);
      next = entry.after().next();
    }
  }

  @Override
  public void caughtUp() {
    onCaughtUp.run();
  }

  private void read(SlotEntry entry) throws InterruptedException {
    if (entry.record() instanceof Opens opens) {
      requireToFollow(opens);
      begun = true;
      verdicts.opened(opens.opening().inputs());
    }
    // What lies before the first opening of a log, its first leader's claim above all, counts not.
    if (!begun) return;
    if (entry.record() instanceof SlotClosed closed) keep(closed, entry);
    state = SlotLog.fold(state, entry.record(), entry.timestamp(), scpTimer);
  }

  private void keep(SlotClosed closed, SlotEntry entry) throws InterruptedException {
    AcceptedBlocks accepted =
        closed.outcome() instanceof Outcome.Built built
            ? verdicts.on(closed.slot(), built)
            : (_, _, _) -> Optional.empty();
    var slot = SlotCheck.of(state, closed, entry.timestamp(), accepted);
    var kept = await(store.keep(slot, entry.after()));
    report(slot, kept);
    observer.kept(slot, kept);
    verdicts.closed(closed.slot());
  }

  private static void report(ClosedSlot slot, Kept kept) {
    var number = slot.closed().slot();
    switch (kept) {
      case Kept.Queued(var superblock) ->
          log.info("slot {}: superblock {} is found valid", number, superblock);
      case Kept.Outdated(var superblock) ->
          log.info("slot {}: superblock {} was rolled back before it came", number, superblock);
      case Kept.Refused(var superblock, var reason, var lastValid) ->
          log.error(
              "slot {}: superblock {} is refused: {}. Nothing after superblock {} is published",
              number,
              superblock,
              reason,
              lastValid);
      case Kept.Passed _ -> log.info("slot {}: no superblock", number);
    }
  }

  /** A log that was cut off, or is another network's, must not be taken for this one. */
  private void requireToFollow(Opens opens) {
    var ledger =
        switch (opens) {
          case SlotRecord.StartSlot _ -> state.ground().ledger();
          case RollBackAndStartSlot(_, var rolledBack) -> rolledBack;
        };
    var opening = opens.opening();
    if (!opening.superblock().equals(ledger.number().next())
        || !opening.lastSuperblock().equals(ledger.hash()))
      throw new IllegalStateException(
          "slot %s opens after superblock %s, but this service knows the superblocks up to %s %s"
              .formatted(opening.slot(), opening.lastSuperblock(), ledger.number(), ledger.hash()));
  }

  private static <T> T await(Mono<T> mono) {
    return mono.blockOptional().orElseThrow();
  }
}
