package network.superblock.slot.metrics;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.slot.SlotState;
import network.superblock.slot.SlotInput.LogRead;
import network.superblock.slot.SlotObserver;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether slots go on, and whose blocks are in them. It is no part of readiness: what is known is
 * served, and another replica would see the same.
 */
public final class SlotHealth implements SlotObserver {

  /** How many slots in a row may be missed before it counts as standing still. */
  private static final long TOLERATED = 1;

  private final SlotSchedule schedule;
  private final InstantSource clock;
  private final Instant began;
  private final SortedMap<ChainId, Attendance> attendance = new TreeMap<>();
  private Optional<Opens> open = Optional.empty();

  /**
   * How a chain takes part.
   *
   * @param last the last slot with a block of it
   * @param missed slots since, of those that asked for one
   */
  private record Attendance(Optional<Slot> last, long missed) {

    static final Attendance NEW = new Attendance(Optional.empty(), 0);

    Attendance present(Slot slot) {
      return new Attendance(Optional.of(slot), 0);
    }

    Attendance absent() {
      return new Attendance(last, missed + 1);
    }

    boolean isSilent() {
      return missed > TOLERATED;
    }

    @Override
    public String toString() {
      var since = last.map(slot -> "last block in slot " + slot).orElse("no block yet");
      return missed == 0 ? since : since + ", missed " + missed;
    }
  }

  public SlotHealth(SlotSchedule schedule, InstantSource clock) {
    this.schedule = schedule;
    this.clock = clock;
    this.began = clock.instant();
  }

  @Override
  public synchronized void folded(LogRead read, SlotState state) {
    if (read.record() instanceof Opens opens) open = Optional.of(opens);
    if (read.record() instanceof SlotClosed closed) close(closed);
  }

  private void close(SlotClosed closed) {
    var expected =
        open.filter(opens -> opens.slot().equals(closed.slot()))
            .map(opens -> opens.opening().requests().keySet());
    if (expected.isEmpty()) return;
    // What a rollback ends says nothing of the sequencers.
    if (closed.outcome() instanceof Outcome.RolledBack) return;
    attendance.keySet().retainAll(expected.get());
    for (var chain : expected.get()) {
      var before = attendance.getOrDefault(chain, Attendance.NEW);
      var present =
          closed.outcome() instanceof Outcome.Built built && built.blocks().containsKey(chain);
      attendance.put(chain, present ? before.present(closed.slot()) : before.absent());
    }
  }

  /** Down from when the second slot should have opened that did not. */
  public Health slots() {
    var now = clock.instant();
    if (now.isBefore(schedule.genesis()))
      return Health.unknown().withDetail("reason", "the first slot opens later").build();
    var current = schedule.slotAt(now);
    var last = lastOpened();
    var details = new LinkedHashMap<String, Object>();
    details.put("slot", current.value());
    last.ifPresent(slot -> details.put("opened", slot.value()));
    var since = last.or(this::firstSeen).map(Slot::value).orElse(0L);
    if (current.value() - since <= TOLERATED)
      return (last.isPresent() ? Health.up() : Health.unknown()).withDetails(details).build();
    details.put(
        "reason", "no slot has opened since slot " + since + ": look at the leader, Kafka and L1");
    return Health.down().withDetails(details).build();
  }

  /** Down while a rollup's block is missing for the second slot in a row. */
  public Health sequencers() {
    var known = known();
    var details = new LinkedHashMap<String, Object>();
    known.forEach((chain, how) -> details.put(chain.toString(), how.toString()));
    if (known.isEmpty()) return Health.unknown().build();
    var silent = known.values().stream().anyMatch(Attendance::isSilent);
    return (silent ? Health.down() : Health.up()).withDetails(details).build();
  }

  private synchronized Optional<Slot> lastOpened() {
    return open.map(Opens::slot);
  }

  /** Before a replica has read any slot it cannot know since when none opens. */
  private Optional<Slot> firstSeen() {
    return began.isBefore(schedule.genesis())
        ? Optional.empty()
        : Optional.of(schedule.slotAt(began));
  }

  private synchronized Map<ChainId, Attendance> known() {
    return new TreeMap<>(attendance);
  }
}
