package network.superblock.preconfirmation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import network.superblock.protocol.Hash32;
import org.junit.jupiter.api.Test;

/** Preconfirmation section 7: missing lists are never forgotten, and none hides another. */
class FetchScheduleTest {

  private static final Duration FIRST = Duration.ofMillis(500);
  private final FetchSchedule schedule = new FetchSchedule(FIRST, Duration.ofSeconds(30));
  private Instant now = Instant.EPOCH;

  @Test
  void whatNobodyHasDoesNotHideWhatSomebodyHas() {
    var missing = new ArrayList<>(hashes(1, 300));
    due(missing);
    for (var round = 0; round < 100; round++) {
      now = now.plusSeconds(30);
      for (var asked : due(missing)) schedule.failed(asked.hash(), now);
    }
    missing.addAll(hashes(301, 301));
    for (var asked : due(missing)) schedule.failed(asked.hash(), now);
    now = now.plusSeconds(30);
    assertThat(due(missing).getFirst().hash()).isEqualTo(missing.getLast());
  }

  @Test
  void asksAgainLessAndLessOften() {
    var missing = hashes(1, 1);
    due(missing);
    now = now.plus(FIRST);
    assertThat(due(missing)).hasSize(1);
    assertThat(due(missing)).as("it is being asked for").isEmpty();
    schedule.failed(missing.getFirst(), now);
    now = now.plus(FIRST);
    assertThat(due(missing)).hasSize(1);
    schedule.failed(missing.getFirst(), now);
    now = now.plus(FIRST);
    assertThat(due(missing)).isEmpty();
    now = now.plus(FIRST);
    assertThat(due(missing)).hasSize(1);
  }

  @Test
  void asksAtOnceForWhatGossipWillNotBring() {
    schedule.miss(hashes(1, 20), now, Duration.ZERO);
    assertThat(schedule.due(now, 8)).hasSize(8);
    schedule.found(hashes(1, 1).getFirst());
    assertThat(schedule.due(now, 8)).as("the next one").hasSize(1);
    assertThat(schedule.due(now, 8)).isEmpty();
  }

  private List<FetchSchedule.Due> due(List<Hash32> missing) {
    schedule.miss(missing, now, FIRST);
    return schedule.due(now, 8);
  }

  private static List<Hash32> hashes(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(n -> Samples.txList(n).hash()).toList();
  }
}
