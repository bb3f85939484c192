package network.superblock.bench.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import network.superblock.bench.Effort;
import network.superblock.bench.decision.SlotReading.Passage;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The slot service on a real broker, with everyone around it, one trial a slot. */
final class DecisionNetwork implements AutoCloseable {

  private static final Duration SLOT = Duration.ofSeconds(10);
  private static final Duration SHORTEST_SLOT = Duration.ofSeconds(3);
  private static final Duration SCP_TIMER = Duration.ofSeconds(1);
  private static final Duration LEAD = Duration.ofSeconds(3);
  private static final long MOST_PER_SECOND = 1500;

  private final EmbeddedKafka broker;
  private final SlotSchedule schedule;
  private final ConfigurableApplicationContext publisher;
  private final Script script;
  private final SlotReading reading;
  private final AtomicReference<@Nullable Trial> next = new AtomicReference<>();
  private Optional<SlotOpening> opening = Optional.empty();
  private Optional<Trial> current = Optional.empty();

  private DecisionNetwork(
      EmbeddedKafka broker, SlotSchedule schedule, ConfigurableApplicationContext publisher) {
    this.broker = broker;
    this.schedule = schedule;
    this.publisher = publisher;
    this.script = new Script(broker.bootstrapServers(), new Cast(Publisher.MOST_PAIRS));
    this.reading = new SlotReading(broker.bootstrapServers(), this::read);
  }

  static DecisionNetwork start(Effort effort) {
    var broker = EmbeddedKafka.start(KafkaOptions.temporary());
    try {
      var schedule = schedule(effort);
      var publisher = Publisher.start(broker.bootstrapServers(), schedule);
      return new DecisionNetwork(broker, schedule, publisher);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  EmbeddedKafka broker() {
    return broker;
  }

  /**
   * Runs a trial in the next slot for which everything can be signed in time.
   *
   * @param pairs how many pairs of chains take part
   * @param depth how many xTs of each pair are offered at a time
   */
  Trial.Outcome run(int pairs, int depth) throws InterruptedException {
    var patience = schedule.duration().multipliedBy(4).plus(LEAD).toMillis();
    var xts = Math.toIntExact(MOST_PER_SECOND * schedule.sealCutover().toMillis() / 1000);
    try {
      for (var ahead = 1; ; ahead++) {
        var slot = new Slot(schedule.slotAt(Instant.now()).value() + ahead);
        var trial = new Trial(slot, new Cast(pairs), depth, pairs == 1 ? xts / 2 : xts, script);
        if (!Instant.now().isBefore(schedule.startOf(slot))) continue;
        next.set(trial);
        return await(trial, patience);
      }
    } finally {
      next.set(null);
    }
  }

  private Trial.Outcome await(Trial trial, long patience) throws InterruptedException {
    try {
      var outcome = trial.outcome().get(patience, TimeUnit.MILLISECONDS);
      if (!script.failures().isEmpty())
        throw new IllegalStateException("could not be written", script.failures().getFirst());
      return outcome;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the trial failed", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the slot was never sealed", e);
    }
  }

  private void read(SlotRecord record, Passage passage) {
    switch (record) {
      case SlotRecord.Opens opens -> opened(opens.opening());
      case SlotRecord.StartSc start -> {
        script.vote(start);
        current.ifPresent(trial -> trial.started(start, passage));
      }
      case SlotRecord.Decided decided ->
          current.ifPresent(trial -> trial.decided(decided, passage, script));
      case SlotRecord.RequestSeal seal -> {
        opening.ifPresent(in -> script.accept(in, seal));
        current.ifPresent(Trial::sealed);
        current = Optional.empty();
      }
      case SlotRecord.LeaderClaim _, SlotRecord.SlotClosed _ -> {}
    }
  }

  private void opened(SlotOpening in) {
    opening = Optional.of(in);
    script.opened();
    current = Optional.ofNullable(next.get()).filter(trial -> trial.slot().equals(in.slot()));
    current.ifPresent(trial -> trial.opened(schedule, script));
  }

  private static SlotSchedule schedule(Effort effort) {
    var wanted = effort.of(SLOT);
    var slot = wanted.compareTo(SHORTEST_SLOT) < 0 ? SHORTEST_SLOT : wanted;
    var genesis = Instant.now().plus(LEAD).truncatedTo(ChronoUnit.SECONDS);
    return new SlotSchedule(genesis, slot, slot.multipliedBy(8).dividedBy(10), SCP_TIMER);
  }

  @Override
  public void close() {
    publisher.close();
    reading.close();
    script.close();
    broker.close();
  }
}
