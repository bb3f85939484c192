package network.superblock.bench.admission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Processor;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.embedded.kafka.EmbeddedKafka;
import network.superblock.embedded.kafka.KafkaOptions;
import network.superblock.embedded.postgres.EmbeddedPostgres;
import network.superblock.embedded.postgres.PostgresOptions;

/**
 * xTs of two signed transactions each, no two the same, posted over many connections to the queue's
 * service, which answers 202 when Postgres has them on disk.
 */
public final class AdmissionBenchmark implements Benchmark {

  private static final int CONNECTIONS = 64;
  private static final int WALLETS = 64;
  private static final int WARM_UP = 8_000;
  private static final int REQUESTS = 15_000;
  private static final int ACCEPTED = 202;
  private static final double PER_SECOND = 1000;

  @Override
  public void run(Effort effort, Results results) throws Exception {
    try (var kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        var postgres = EmbeddedPostgres.start(PostgresOptions.temporary());
        var queue = Queue.start(kafka.bootstrapServers(), postgres.createDatabase("bench"))) {
      var port = Integer.parseInt(queue.getEnvironment().getRequiredProperty("local.server.port"));
      results.tell("  signing");
      var warmUp = requests(0, effort.of(WARM_UP));
      var requests = requests(WALLETS, effort.of(REQUESTS));
      results.tell("  warming up");
      var _ = post(port, warmUp);
      var processor = Processor.millis();
      var begin = System.nanoTime();
      var latencies = post(port, requests);
      var seconds = (System.nanoTime() - begin) / 1e9;
      results.add(
          Measurement.of(
                  "admission.rate",
                  "(f) xTs admitted over HTTP, durable, %d connections".formatted(CONNECTIONS),
                  requests.size() / seconds,
                  "/s")
              .against(Target.atLeast(PER_SECOND)));
      results.add(
          Measurement.of(
              "admission.processor",
              "    of the JVM's processor time for each, client and service",
              (Processor.millis() - processor) / requests.size(),
              "ms"));
      results.add(
          Measurement.of("admission.p50", "(f) one admission, p50", latencies.median(), "ms"));
      results.add(
          Measurement.of(
              "admission.p99", "(f) one admission, p99", latencies.percentile(99), "ms"));
    }
  }

  private static List<String> requests(int firstWallet, int count) {
    var wallets = new ArrayList<Wallet>();
    for (var i = 0; i < WALLETS; i++) wallets.add(new Wallet(firstWallet + i));
    var requests = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) requests.add(wallets.get(i % WALLETS).nextXt());
    return requests;
  }

  /** Posts every request once, each connection the next one that is left. */
  private static Latencies post(int port, List<String> requests) throws Exception {
    var latencies = new Latencies();
    var next = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var connections = new ArrayList<Future<?>>();
      for (var i = 0; i < CONNECTIONS; i++)
        connections.add(
            threads.submit(() -> {
              post(port, requests, next, latencies);
              return null;
            }));
      for (var connection : connections) connection.get();
    }
    return latencies;
  }

  private static void post(int port, List<String> requests, AtomicInteger next, Latencies latencies)
      throws IOException {
    try (var connection = new Connection(port, "/api/v1/xts")) {
      for (var i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
        var begin = System.nanoTime();
        var status = connection.post(requests.get(i));
        if (status != ACCEPTED) throw new IOException("an xT was answered with " + status);
        latencies.add(System.nanoTime() - begin);
      }
    }
  }
}
