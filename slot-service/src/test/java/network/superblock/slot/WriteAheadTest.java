package network.superblock.slot;

import static network.superblock.slot.PublisherTest.assertThatNothingContradicts;
import static network.superblock.slot.PublisherTest.built;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import network.superblock.embedded.junit.RunningService;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.runtime.failpoint.HeldPoint;
import network.superblock.runtime.kafka.SlotEntry;
import network.superblock.runtime.kafka.SlotPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** The slot topic's acknowledgement comes before everything that follows from a record. */
@Timeout(120)
class WriteAheadTest {

  private static final Duration LONG = Duration.ofSeconds(40);

  /** One history: each part needs what the part before has left. */
  @Test
  void nothingFollowsFromARecordBeforeTheLogHasAcknowledgedIt() throws Exception {
    try (var network = new TestNetwork(Instant.now());
        var participants = new Participants(network)) {
      var leader = network.publisher("one");
      await().atMost(LONG).until(() -> !built(participants).isEmpty());

      StartSc undecided;
      try (var held = HeldPoint.at("slot.decided.Decided")) {
        assertThat(held.isReachedWithin(LONG)).isTrue();
        var log = log(network);
        undecided = last(log, StartSc.class);
        assertThat(decisionsOn(undecided, log)).isEmpty();
        assertThat(current(leader)).contains("\"VOTING\"");
      }
      try (var held = HeldPoint.at("slot.acknowledged.StartSc")) {
        assertThat(held.isReachedWithin(LONG)).isTrue();
        // Whoever takes over finds it; here it was not told yet.
        var log = log(network);
        var started = last(log, StartSc.class);
        assertThat(started.slot()).isGreaterThan(undecided.slot());
        assertThat(decisionsOn(started, log)).isEmpty();
        assertThat(decisionsOn(undecided, log)).hasSizeLessThanOrEqualTo(1);
      }
      var before = built(participants).size();
      await().atMost(LONG).until(() -> built(participants).size() > before + 1);
      assertThatNothingContradicts(participants);
    }
  }

  /** All that the topic holds now. */
  private static List<SlotRecord> log(TestNetwork network) throws Exception {
    var read = new CopyOnWriteArrayList<SlotRecord>();
    try (var reader =
        network
            .topicsOf(TestNetwork.STORE)
            .readSlots(
                "look",
                SlotPlace.BEGINNING,
                entries -> entries.stream().map(SlotEntry::record).forEach(read::add))) {
      reader.caughtUp().toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
    return read;
  }

  private static <R extends SlotRecord> R last(List<SlotRecord> log, Class<R> type) {
    return log.stream().filter(type::isInstance).map(type::cast).toList().getLast();
  }

  private static List<SlotRecord> decisionsOn(StartSc start, List<SlotRecord> log) {
    return log.stream()
        .filter(record ->
            record instanceof Decided decided && decided.instance().equals(start.instance()))
        .toList();
  }

  private static String current(ConfigurableApplicationContext service) {
    var port = service.getEnvironment().getRequiredProperty("local.server.port");
    return RunningService.on(port).get("/api/v1/slots/current").body();
  }
}
