package network.superblock.slot.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.slot.SlotLog;
import network.superblock.protocol.slot.SlotState;
import network.superblock.runtime.clock.ManualClock;
import network.superblock.slot.SlotInput.LogRead;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class SlotHealthTest {

  private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
  private static final SlotSchedule SCHEDULE =
      new SlotSchedule(
          GENESIS, Duration.ofSeconds(12), Duration.ofSeconds(8), Duration.ofSeconds(3));
  private static final ChainId A = new ChainId(77777);
  private static final ChainId B = new ChainId(88888);
  private static final Ledger LEDGER = Ledger.genesis(hash(1));
  private static final SlotState STATE = SlotLog.beforeFirst(LEDGER);

  private final ManualClock clock = new ManualClock(GENESIS.minusSeconds(1));
  private final SlotHealth health = new SlotHealth(SCHEDULE, clock);

  @Test
  void aStuckSlotTurnsItRedWithinTwoSlots() {
    assertThat(slots()).isEqualTo(Status.UNKNOWN);
    clock.set(GENESIS);
    read(open(1));
    assertThat(slots()).isEqualTo(Status.UP);
    clock.set(SCHEDULE.startOf(new Slot(3)).minusMillis(1));
    assertThat(slots()).isEqualTo(Status.UP);
    clock.set(SCHEDULE.startOf(new Slot(3)));
    assertThat(slots()).isEqualTo(Status.DOWN);
    assertThat(health.slots().getDetails())
        .containsEntry("slot", 3L)
        .containsEntry("opened", 1L)
        .containsKey("reason");
    read(open(3));
    assertThat(slots()).isEqualTo(Status.UP);
  }

  @Test
  void aReplicaThatReadsNothingIsRedWithinTwoSlotsOfItsStart() {
    clock.set(SCHEDULE.startOf(new Slot(100)));
    var late = new SlotHealth(SCHEDULE, clock);
    assertThat(late.slots().getStatus()).isEqualTo(Status.UNKNOWN);
    clock.set(SCHEDULE.startOf(new Slot(102)));
    assertThat(late.slots().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void aNetworkThatNeverStartsIsRed() {
    clock.set(SCHEDULE.startOf(new Slot(2)));
    assertThat(slots()).isEqualTo(Status.DOWN);
  }

  @Test
  void aSequencerIsSilentWhenItsBlockIsMissingTwice() {
    assertThat(sequencers()).isEqualTo(Status.UNKNOWN);
    slot(1, A, B);
    assertThat(sequencers()).isEqualTo(Status.UP);
    slot(2, A);
    assertThat(sequencers()).isEqualTo(Status.UP);
    slot(3, A);
    assertThat(sequencers()).isEqualTo(Status.DOWN);
    assertThat(health.sequencers().getDetails())
        .containsEntry("77777", "last block in slot 3")
        .containsEntry("88888", "last block in slot 1, missed 2");
    slot(4, A, B);
    assertThat(sequencers()).isEqualTo(Status.UP);
  }

  private Status slots() {
    return health.slots().getStatus();
  }

  private Status sequencers() {
    return health.sequencers().getStatus();
  }

  private void slot(long number, ChainId... present) {
    read(open(number));
    var blocks = new TreeMap<ChainId, BlockRef>();
    for (var chain : present) blocks.put(chain, new BlockRef(new BlockNumber(number), hash(7)));
    read(closed(number, blocks));
  }

  private void read(SlotRecord record) {
    health.folded(new LogRead(record, 0, clock.instant()), STATE);
  }

  private static StartSlot open(long number) {
    var requests = new TreeMap<ChainId, L2BlockRequest>();
    for (var chain : List.of(A, B))
      requests.put(chain, new L2BlockRequest(chain, new BlockNumber(number), hash(2)));
    return new StartSlot(
        new SlotOpening(
            new Slot(number),
            new SuperblockNumber(number),
            hash(3),
            requests,
            new L1BlockRef(1, hash(4)),
            InputOffsets.NONE,
            0));
  }

  private static Hash32 hash(int filler) {
    return Hash32.fromHex("0x" + "%02x".formatted(filler).repeat(32));
  }

  private static SlotClosed closed(long number, SortedMap<ChainId, BlockRef> blocks) {
    var outcome =
        new Outcome.Built(new SuperblockNumber(number), hash(5), hash(3), blocks, List.of());
    return new SlotClosed(
        new Slot(number),
        outcome,
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        LEDGER);
  }
}
