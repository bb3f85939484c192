package network.superblock.blockstore;

import static network.superblock.blockstore.Submissions.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import network.superblock.blockstore.SlotArchive.Closing;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.SuperblockStatus.Finalized;
import network.superblock.runtime.kafka.Received;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the topics say, one batch at a time: whichever reader brings it waits for its turn. A
 * batch whose effects are not known to be durable fails and comes again; nothing happens twice.
 */
public final class BlockDriver {

  private static final Logger log = LoggerFactory.getLogger(BlockDriver.class);

  private final Submissions submissions;
  private final SlotArchive slots;
  private final BlockMetrics metrics;
  private final Rules rules;
  private final InstantSource clock;
  private SlotFold fold;
  private long next;

  /**
   * What the network and the operator have agreed on.
   *
   * @param genesis where the network stood before its first superblock
   */
  public record Rules(Ledger genesis, Duration scpTimer, BlockStoreProperties store) {}

  public BlockDriver(
      Submissions submissions,
      SlotArchive slots,
      BlockMetrics metrics,
      Rules rules,
      InstantSource clock) {
    this.submissions = submissions;
    this.slots = slots;
    this.metrics = metrics;
    this.rules = rules;
    this.clock = clock;
    this.fold = SlotFold.fromFirst(rules.genesis());
  }

  /** From where the slot topic is to be read. To be called before anything else. */
  public synchronized SlotPlace recover() {
    var last = await(slots.last());
    fold =
        last.map(closing -> SlotFold.after(closing.closed()))
            .orElseGet(() -> SlotFold.fromFirst(rules.genesis()));
    var from = last.map(Closing::after).orElse(SlotPlace.BEGINNING);
    next = from.next();
    return from;
  }

  /** Records of the slot topic. */
  public synchronized void readSlots(List<SlotEntry> entries) throws InterruptedException {
    for (var entry : entries) {
      // What was folded before the batch failed comes again with the rest of it.
      if (entry.offset() >= next) fold(entry);
    }
  }

  /** Submitted blocks, and requests of sequencers that recover. */
  public synchronized void readBlocks(List<Received> records) throws InterruptedException {
    var blocks = records.stream().map(Received::message).filter(L2Block.class::isInstance);
    submissions.take(blocks.map(L2Block.class::cast).toList(), fold);
    for (var record : records)
      if (record.message() instanceof L2BlockRequest request) submissions.answer(request);
  }

  /**
   * What L1 made of superblocks.
   *
   * @throws TimeoutException if the slot topic was not read as far yet
   */
  public synchronized void readSuperblocks(List<Received> records) throws TimeoutException {
    for (var record : records)
      if (record.message() instanceof Finalized finalized) finalized(finalized, record.timestamp());
  }

  private void fold(SlotEntry entry) throws InterruptedException {
    var record = entry.record();
    var after = fold.read(record, entry.offset(), entry.timestamp(), rules.scpTimer());
    switch (record) {
      case RequestSeal seal when after instanceof SlotFold.Begun ->
          submissions.release(seal.slot(), after);
      case SlotClosed closed -> {
        var _ = await(slots.close(new Closing(closed, entry.after()), entry.timestamp()));
        log.info("slot {} closed: {}", closed.slot(), closed.outcome());
      }
      case RollBackAndStartSlot start -> {
        var lastValid = start.ledger().number();
        var _ = await(slots.rollBack(start.slot(), lastValid, entry.timestamp()));
        log.warn("slot {} starts from superblock {} again", start.slot(), lastValid);
      }
      case LeaderClaim _, StartSlot _, StartSc _, Decided _, RequestSeal _ -> {}
    }
    fold = after;
    next = entry.offset() + 1;
  }

  private void finalized(Finalized superblock, Instant at) throws TimeoutException {
    if (!fold.isPast(superblock.slot()))
      throw new TimeoutException("the end of slot " + superblock.slot() + " was not read yet");
    var _ = await(slots.finalized(superblock, at));
    var keepFrom = clock.instant().minus(rules.store().retention());
    await(slots.prune(keepFrom)).ifPresent(metrics::pruned);
  }
}
