package network.superblock.devnet.ground;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.superblock.devnet.ground.Chains.RollupNode;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.Ports;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.StartFailedException;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.EmbeddedPostgres;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.embedded.postgres.PostgresOptions;

/** Kafka, Postgres, L1 and the rollups' nodes, all with their data kept in one directory. */
public final class Ground {

  private final Parts parts;
  private final KafkaOptions kafkaOptions;
  private final Closing closing;
  private EmbeddedKafka kafka;

  private record Parts(
      EmbeddedKafka kafka, PostgresDatabase database, Chains chains, List<RollupNode> rollups) {}

  private Ground(Parts parts, KafkaOptions kafkaOptions, Closing closing) {
    this.parts = parts;
    this.kafkaOptions = kafkaOptions;
    this.closing = closing;
    this.kafka = parts.kafka();
  }

  /**
   * Starts everything, several parts at a time, and sets the chains up where they are new.
   *
   * @param closing stops what was started, whether or not all of it was
   * @throws StartFailedException if a part does not start
   */
  public static Ground start(
      Path data, NetworkFacts facts, Ports ports, Duration l1Interval, Closing closing) {
    var start = new Start(data, facts, ports, l1Interval, closing);
    return new Ground(start.run(), start.kafkaOptions(), closing);
  }

  public String kafka() {
    return parts.kafka().bootstrapServers();
  }

  /** Completes with the reason when Kafka can go on no more. */
  public CompletionStage<String> kafkaFailed() {
    return parts.kafka().failed();
  }

  /** Kafka is away, in good order, while {@code meanwhile} runs; it comes back with all it had. */
  public void withoutKafka(Runnable meanwhile) {
    kafka.close();
    try {
      meanwhile.run();
    } finally {
      kafka = closing.add("Kafka", EmbeddedKafka.start(kafkaOptions));
    }
  }

  public PostgresDatabase database() {
    return parts.database();
  }

  public Chains chains() {
    return parts.chains();
  }

  /** Those that the network started with. */
  public List<RollupNode> rollups() {
    return parts.rollups();
  }

  private record Start(
      Path data, NetworkFacts facts, Ports ports, Duration l1Interval, Closing closing) {

    Parts run() {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        // Kafka and Postgres need seconds, the chains the node's answers: side by side.
        var kafka = threads.submit(this::kafka);
        var postgres = threads.submit(this::postgres);
        var chains = threads.submit(this::chains);
        // Whatever fails, all have ended before what was started is closed.
        var failures = new ArrayList<Throwable>();
        for (var part : List.of(kafka, postgres, chains)) await(part, failures);
        if (!failures.isEmpty()) throw failed(failures);
        var nodes = chains.resultNow();
        return new Parts(kafka.resultNow(), postgres.resultNow(), nodes.chains(), nodes.rollups());
      }
    }

    private record Nodes(Chains chains, List<RollupNode> rollups) {}

    KafkaOptions kafkaOptions() {
      return KafkaOptions.keptIn(data.resolve("kafka")).on(ports.kafka());
    }

    private EmbeddedKafka kafka() {
      var options = kafkaOptions();
      return closing.add("Kafka", Starting.named("Kafka", () -> EmbeddedKafka.start(options)));
    }

    private PostgresDatabase postgres() {
      var options = PostgresOptions.keptIn(data.resolve("postgres")).on(ports.postgres());
      var server = Starting.named("Postgres", () -> EmbeddedPostgres.start(options));
      return closing.add("Postgres", server).createDatabase("superblock");
    }

    private Nodes chains() {
      var chains = Chains.start(data, facts, ports.l1(), l1Interval, closing);
      var sequencers = new LinkedHashMap<RollupNode, URI>();
      for (var i = 0; i < facts.chains(); i++) {
        var rollup = chains.startRollup(Rollup.number(i), ports.rollups().get(i));
        sequencers.put(rollup, ports.sequencers().get(i).http());
      }
      chains.register(sequencers);
      return new Nodes(chains, List.copyOf(sequencers.keySet()));
    }

    private static void await(Future<?> part, List<Throwable> failures) {
      try {
        part.get();
      } catch (ExecutionException e) {
        failures.add(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failures.add(e);
      }
    }

    private static StartFailedException failed(List<Throwable> failures) {
      var first = failures.getFirst();
      var failure = new StartFailedException(String.valueOf(first.getMessage()), first);
      failures.stream().skip(1).forEach(failure::addSuppressed);
      return failure;
    }
  }
}
