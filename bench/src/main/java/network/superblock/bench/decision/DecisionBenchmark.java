package network.superblock.bench.decision;

import java.util.ArrayList;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.kafka.RawLatency;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;

/** How long a decision takes, beside what Kafka alone takes; and how many there are a second. */
public final class DecisionBenchmark implements Benchmark {

  /** What of it is measured. */
  public enum Part {
    LATENCY,
    RATE,
    BOTH
  }

  private static final int RAW_WARM_UP = 5_000;
  private static final int RAW_RECORDS = 5_000;
  private static final int WARM_UP_SLOTS = 2;
  private static final int DEPTH = 4;
  private static final int READERS = 100;
  private static final double RECORDS_IN_A_ROW = 3;
  private static final double OWN_MILLIS = 2;
  private static final double SCALING = 4;

  private final Part part;

  public DecisionBenchmark(Part part) {
    this.part = part;
  }

  @Override
  public void run(Effort effort, Results results) throws Exception {
    try (var network = DecisionNetwork.start(effort)) {
      results.tell("  warming up");
      for (var i = 0; i < effort.of(WARM_UP_SLOTS); i++) network.run(Publisher.MOST_PAIRS, DEPTH);
      if (part != Part.RATE) latency(network, effort, results);
      if (part != Part.LATENCY) {
        rate(network, "", "", results);
        try (var _ = Audience.of(READERS, network.broker().bootstrapServers())) {
          rate(network, ".readers", ", " + READERS + " more readers", results);
        }
      }
    }
  }

  private static void latency(DecisionNetwork network, Effort effort, Results results)
      throws InterruptedException {
    try (var raw = new RawLatency(network.broker())) {
      raw.send(effort.of(RAW_WARM_UP));
      raw.latencies().clear();
      raw.send(effort.of(RAW_RECORDS));
      var decisions = network.run(1, 1).latencies();
      // Once more: what the machine does meanwhile concerns both.
      raw.send(effort.of(RAW_RECORDS));
      var kafka = raw.latencies();
      results.add(ms("kafka.p50", "(a) Kafka record of 1 KiB, one way, p50", kafka.median()));
      results.add(ms("kafka.p99", "(a) Kafka record of 1 KiB, one way, p99", kafka.percentile(99)));
      results.add(
          ms("decision.p50", "(b) StartSC written -> Decided read, p50", decisions.median())
              .against(Target.atMost(RECORDS_IN_A_ROW * kafka.median() + OWN_MILLIS)));
      results.add(
          ms("decision.p99", "(b) StartSC written -> Decided read, p99", decisions.percentile(99)));
    }
  }

  private static void rate(DecisionNetwork network, String id, String words, Results results)
      throws InterruptedException {
    var rates = new ArrayList<Double>();
    for (var pairs = 1; pairs <= Publisher.MOST_PAIRS; pairs *= 2) {
      var outcome = network.run(pairs, DEPTH);
      rates.add(outcome.perSecond());
      var of = pairs == 1 ? "1 pair" : pairs + " pairs";
      var measured =
          Measurement.of(
              "decisions%s.%d".formatted(id, pairs),
              "(c) decided xTs, %s%s (p50 %.1f ms, %.1f ms of processor each%s)"
                  .formatted(
                      of,
                      words,
                      outcome.latencies().median(),
                      outcome.processorMillis() / outcome.decided(),
                      aborts(outcome)),
              outcome.perSecond(),
              "/s");
      results.add(
          pairs == Publisher.MOST_PAIRS
              ? measured.against(Target.atLeast(SCALING * rates.getFirst()))
              : measured);
    }
  }

  private static String aborts(Trial.Outcome outcome) {
    return outcome.aborted() == 0 ? "" : ", %d timed out".formatted(outcome.aborted());
  }

  private static Measurement ms(String id, String what, double value) {
    return Measurement.of(id, what, value, "ms");
  }
}
