package network.superblock.gateway.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.gateway.settlement.FinalBlocks.Decided;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SuperblockStatus.Finalized;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotPlace;
import org.junit.jupiter.api.Test;

class FinalBlocksTest {

  private static final ChainId CHAIN = new ChainId(77777);
  private static final Leader LEADER = new Leader(new Term(1), "a");

  private final FinalBlocks blocks = new FinalBlocks();

  @Test
  void aSuperblockIsDecidedWhenBothTopicsTellOfIt() {
    assertThat(blocks.read(closed(1, 1))).isEmpty();
    assertThat(blocks.read(closed(2, 2))).isEmpty();
    assertThat(blocks.read(closed(3, 3))).isEmpty();
    // What comes before the final one is final with it.
    assertThat(blocks.read(isFinal(2, 2), 40)).contains(advanced(2, 40));

    assertThat(blocks.read(isFinal(4, 4), 50)).isEmpty();
    assertThat(blocks.read(closed(4, 4))).contains(advanced(4, 50));
    assertThat(blocks.read(isFinal(4, 4), 51)).isEmpty();
  }

  @Test
  void afterARollbackTheSameNumberIsAnotherSuperblock() {
    blocks.read(closed(1, 1));
    blocks.read(closed(2, 2));
    assertThat(blocks.read(isFinal(1, 1), 40)).contains(advanced(1, 40));
    assertThat(blocks.read(rolledBackTo(0)))
        .contains(new Decided.RolledBack(new TreeMap<>(Map.of(CHAIN, new BlockNumber(10)))));

    assertThat(blocks.read(closed(1, 7))).isEmpty();
    assertThat(blocks.read(isFinal(1, 7), 44)).contains(advanced(1, 44));
  }

  /** Superblock n holds block 10 + n, and stands at offset n. */
  private static SlotEntry closed(long number, int hash) {
    var ref = new BlockRef(new BlockNumber(10 + number), hash(hash));
    var built =
        new Outcome.Built(
            new SuperblockNumber(number),
            hash(hash),
            hash(99),
            new TreeMap<>(Map.of(CHAIN, ref)),
            List.of());
    return entry(
        number,
        new SlotRecord.SlotClosed(
            new Slot(number), built, new TreeMap<>(), new TreeMap<>(), ledger(number, hash)));
  }

  private static SlotEntry rolledBackTo(long number) {
    var opening =
        new SlotOpening(
            new Slot(9),
            new SuperblockNumber(number + 1),
            hash(50),
            new TreeMap<>(),
            new L1BlockRef(1, hash(3)),
            InputOffsets.NONE,
            0);
    return entry(9, new SlotRecord.RollBackAndStartSlot(opening, ledger(number, 50)));
  }

  private static SlotEntry entry(long offset, SlotRecord record) {
    return new SlotEntry(offset, Instant.EPOCH, LEADER, record, after(offset));
  }

  private static SlotPlace after(long offset) {
    return new SlotPlace(offset + 1, Optional.of(LEADER), 0);
  }

  private static Ledger ledger(long number, int hash) {
    var head = new ChainHead(new BlockNumber(10 + number), hash(hash), MailboxState.EMPTY);
    return new Ledger(
        new SuperblockNumber(number),
        hash(hash),
        new TreeMap<>(Map.of(CHAIN, head)),
        new TreeSet<>(),
        0);
  }

  private static Finalized isFinal(long number, int hash) {
    return new Finalized(
        new SuperblockNumber(number),
        hash(hash),
        new Slot(number),
        hash(1),
        new L1BlockRef(1, hash(2)));
  }

  private static Decided advanced(long number, long offset) {
    return new Decided.Advanced(
        new TreeMap<>(Map.of(CHAIN, new BlockNumber(10 + number))),
        new SettlementPlace.Place(after(number), offset));
  }

  private static Hash32 hash(int with) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) with);
    return Hash32.of(bytes);
  }
}
