package network.superblock.xtqueue.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.queue.QueueRules;
import network.superblock.protocol.queue.XtLifecycle;
import network.superblock.protocol.queue.XtStatus;
import network.superblock.runtime.kafka.SlotPlace;
import network.superblock.xtqueue.xt.XtEntry;
import network.superblock.xtqueue.xt.XtTerms;
import org.junit.jupiter.api.Test;

class FoldTest {

  private static final ChainId A = new ChainId(1);
  private static final ChainId B = new ChainId(2);
  private static final Instant QUEUED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration EXPIRY = Duration.ofMinutes(10);
  private static final Slot SLOT = new Slot(3);
  private static final XtRequest XT =
      new XtRequest(
          Stream.of(A, B)
              .map(chain -> new TransactionRequest(chain, List.of(Bytes.fromHex("aa"))))
              .toList());
  private static final Ledger GENESIS = Ledger.genesis(AbiWord.of(9));
  private static final XtLifecycle LIFECYCLE =
      new XtLifecycle(new QueueRules(10, 10, 3, Duration.ZERO, Duration.ZERO, Duration.ZERO));

  private final List<LogRecord> log = new ArrayList<>();
  private Instant now = QUEUED;

  /** On Ethereum a quarter of an hour goes by until a rollback is final. */
  @Test
  void whatARollBackVoidsKeepsTheTimeThatItHadLeftWhenItWasBuilt() {
    after(Duration.ofMinutes(4), start(), decided(), closed());
    after(Duration.ofMinutes(20), rollBack());

    var entry = folded();
    assertThat(entry.status()).isEqualTo(new XtStatus.Queued(1));
    assertThat(entry.terms().expiresAt())
        .isEqualTo(QUEUED.plus(EXPIRY).plus(Duration.ofMinutes(20)));
  }

  @Test
  void aSecondRollBackAddsItsOwnTimeAlone() {
    after(Duration.ofMinutes(4), start(), decided(), closed());
    after(Duration.ofMinutes(20), rollBack());
    after(Duration.ofMinutes(5), start(), decided(), closed());
    after(Duration.ofMinutes(30), rollBack());
    assertThat(folded().terms().expiresAt())
        .isEqualTo(QUEUED.plus(EXPIRY).plus(Duration.ofMinutes(50)));
  }

  @Test
  void aRollBackToASuperblockThatHoldsItTakesNothingAndAddsNothing() {
    after(Duration.ofMinutes(4), start(), decided(), closed());
    var lastValid =
        new Ledger(new SuperblockNumber(1), AbiWord.of(11), new TreeMap<>(), new TreeSet<>(), 1);
    after(Duration.ofMinutes(20), new SlotRecord.RollBackAndStartSlot(opening(), lastValid));

    assertThat(folded().status()).isEqualTo(new XtStatus.Included(1, new SuperblockNumber(1)));
    assertThat(folded().terms().expiresAt()).isEqualTo(QUEUED.plus(EXPIRY));
  }

  private XtEntry folded() {
    var terms =
        new XtTerms(new TreeSet<>(List.of(A, B)), List.of(), 0, QUEUED, QUEUED.plus(EXPIRY));
    var entry = new XtEntry(XT.id(), terms, new XtStatus.Queued(0), Optional.of(SLOT));
    return new Fold(LIFECYCLE, SlotStanding.NONE, List.of(entry), List.of())
        .on(log)
        .result()
        .changed()
        .getFirst();
  }

  private void after(Duration time, SlotRecord... records) {
    now = now.plus(time);
    for (var record : records)
      log.add(new LogRecord.OfSlot(record, log.size(), now, SlotPlace.BEGINNING));
  }

  private static SlotRecord start() {
    return new SlotRecord.StartSc(SLOT, new SequenceNumber(0), XT, XT.id());
  }

  private static SlotRecord decided() {
    return new SlotRecord.Decided(SLOT, XT.id(), Decision.commit());
  }

  private static SlotRecord closed() {
    var number = new SuperblockNumber(1);
    var blocks = new TreeMap<ChainId, BlockRef>();
    for (var chain : List.of(A, B))
      blocks.put(chain, new BlockRef(new BlockNumber(1), AbiWord.of(12)));
    var built = new Outcome.Built(number, AbiWord.of(11), GENESIS.hash(), blocks, List.of(XT.id()));
    return new SlotRecord.SlotClosed(
        SLOT,
        built,
        new TreeMap<>(),
        new TreeMap<>(),
        new Ledger(number, AbiWord.of(11), new TreeMap<>(), new TreeSet<>(), 0));
  }

  private static SlotRecord rollBack() {
    return new SlotRecord.RollBackAndStartSlot(opening(), GENESIS);
  }

  private static SlotOpening opening() {
    return new SlotOpening(
        SLOT,
        new SuperblockNumber(1),
        GENESIS.hash(),
        new TreeMap<>(),
        new L1BlockRef(0, AbiWord.of(1)),
        InputOffsets.NONE,
        0);
  }
}
