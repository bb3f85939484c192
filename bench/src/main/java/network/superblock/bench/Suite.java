package network.superblock.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import network.superblock.bench.admission.AdmissionBenchmark;
import network.superblock.bench.assembly.AssemblyBenchmark;
import network.superblock.bench.assembly.ValidationBenchmark;
import network.superblock.bench.decision.DecisionBenchmark;
import network.superblock.bench.hotpath.HotPathBenchmark;
import network.superblock.bench.network.NetworkBenchmark;
import network.superblock.bench.network.RestartBenchmark;
import network.superblock.bench.preconfirmation.PreconfirmationBenchmark;
import network.superblock.bench.recovery.RecoveryBenchmark;
import network.superblock.bench.simulation.SimulationBenchmark;

/** The benchmarks by their names on the command line. */
public enum Suite {
  LATENCY("Kafka's own latency, and a decision's beside it"),
  RATE("decisions per second, by pairs of chains, also with a hundred readers"),
  ASSEMBLY("closing a slot of 1,000 rollups and assembling its superblock"),
  VALIDATION("checking a block of 100 transactions with its evidence"),
  ADMISSION("requests let into the queue over HTTP, durable in Postgres"),
  MEMORY("the idle devnet's memory"),
  EVM("PingPong xTs decided by two sequencers on real EVMs"),
  RECOVERY("services killed and back, and the publisher's other replica in charge"),
  PRECONFIRMATION("the preconfirmation network beside bare TCP, bare cryptography and js-libp2p"),
  JMH("what happens for each of its messages and frames, operation by operation"),
  SIMULATION("the simulated network on bad lines, its events per second and seeds per minute");

  private final String description;

  Suite(String description) {
    this.description = description;
  }

  public String commandName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String description() {
    return description;
  }

  /**
   * Reads a name of the command line.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Suite named(String name) {
    return Stream.of(values())
        .filter(each -> each.commandName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no benchmark is named " + name));
  }

  /** A benchmark with the names of those of the suite that it measures. */
  record Named(String name, Benchmark benchmark) {}

  /** What measures the chosen; those that need the same network are measured on one. */
  static List<Named> benchmarks(Set<Suite> chosen) {
    var benchmarks = new ArrayList<Named>();
    var decisions = EnumSet.copyOf(chosen);
    decisions.retainAll(EnumSet.of(LATENCY, RATE));
    if (decisions.size() == 2)
      benchmarks.add(named(decisions, new DecisionBenchmark(DecisionBenchmark.Part.BOTH)));
    else if (decisions.contains(LATENCY))
      benchmarks.add(named(decisions, new DecisionBenchmark(DecisionBenchmark.Part.LATENCY)));
    else if (decisions.contains(RATE))
      benchmarks.add(named(decisions, new DecisionBenchmark(DecisionBenchmark.Part.RATE)));
    if (chosen.contains(ASSEMBLY))
      benchmarks.add(named(EnumSet.of(ASSEMBLY), new AssemblyBenchmark()));
    if (chosen.contains(VALIDATION))
      benchmarks.add(named(EnumSet.of(VALIDATION), new ValidationBenchmark()));
    if (chosen.contains(ADMISSION))
      benchmarks.add(named(EnumSet.of(ADMISSION), new AdmissionBenchmark()));
    var network = EnumSet.noneOf(NetworkBenchmark.Part.class);
    if (chosen.contains(MEMORY)) network.add(NetworkBenchmark.Part.MEMORY);
    if (chosen.contains(EVM)) network.add(NetworkBenchmark.Part.EVM);
    if (!network.isEmpty()) {
      var parts = EnumSet.of(MEMORY, EVM);
      parts.retainAll(chosen);
      benchmarks.add(named(parts, new NetworkBenchmark(network)));
    }
    if (chosen.contains(RECOVERY)) {
      benchmarks.add(named(EnumSet.of(RECOVERY), new RecoveryBenchmark()));
      benchmarks.add(named(EnumSet.of(RECOVERY), new RestartBenchmark()));
    }
    if (chosen.contains(PRECONFIRMATION))
      benchmarks.add(named(EnumSet.of(PRECONFIRMATION), new PreconfirmationBenchmark()));
    if (chosen.contains(JMH)) benchmarks.add(named(EnumSet.of(JMH), new HotPathBenchmark()));
    if (chosen.contains(SIMULATION))
      benchmarks.add(named(EnumSet.of(SIMULATION), new SimulationBenchmark()));
    return benchmarks;
  }

  private static Named named(Set<Suite> parts, Benchmark benchmark) {
    return new Named(String.join(", ", parts.stream().map(Suite::commandName).toList()), benchmark);
  }
}
