package network.superblock.bench.preconfirmation;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;

/**
 * Two hosts of ours and two js-libp2p peers, doing the same one after the other: many bytes on one
 * stream; a signed message of 382 bytes now and then; as many of them as they can.
 */
final class BesideJs implements Benchmark {

  private static final int MIB = 1 << 20;
  private static final int ROUND_MIB = 32;
  private static final int WARM_UP_ROUNDS = 8;
  private static final int ROUNDS = 5;
  private static final int MESSAGES = 400;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int FLOOD = 6_000;

  /** What one of the two implementations did. */
  private record Figures(double mibPerSecond, double p50, double p99, double perSecond) {}

  @Override
  public void run(Effort effort, Results results) throws Exception {
    JsPeer.install();
    var ours = ours(effort);
    var theirs = js(effort);
    report(results, "bulk", "one stream, %d MiB", ours.mibPerSecond, theirs.mibPerSecond, "MiB/s");
    report(results, "p50", "gossip of 382 bytes over 1 hop, p50", ours.p50, theirs.p50, "ms");
    report(results, "p99", "gossip of 382 bytes over 1 hop, p99", ours.p99, theirs.p99, "ms");
    report(
        results,
        "rate",
        "gossip of 382 bytes, as fast as it goes",
        ours.perSecond,
        theirs.perSecond,
        "/s");
  }

  private static void report(
      Results results, String id, String what, double ours, double theirs, String unit) {
    var name = what.formatted(ROUND_MIB);
    results.add(Measurement.of("preconfirmation.pair." + id, "two hosts: " + name, ours, unit));
    results.add(Measurement.of("preconfirmation.js." + id, "two js peers: " + name, theirs, unit));
  }

  private static Figures ours(Effort effort) throws Exception {
    var rounds = new Latencies();
    try (var stream = new BulkStream()) {
      for (var i = 0; i < effort.of(WARM_UP_ROUNDS) + effort.of(ROUNDS); i++) {
        if (i == effort.of(WARM_UP_ROUNDS)) rounds.clear();
        rounds.add(stream.carry((long) ROUND_MIB * MIB));
      }
    }
    try (var pair = new GossipPair()) {
      var _ = pair.rate(effort.of(FLOOD));
      var rate = pair.rate(effort.of(FLOOD));
      var latencies = pair.latencies(effort.of(MESSAGES), PAUSE);
      return new Figures(
          ROUND_MIB / (rounds.median() / 1000), latencies.median(), latencies.percentile(99), rate);
    }
  }

  private static Figures js(Effort effort) throws Exception {
    try (var sender = new JsPeer();
        var receiver = new JsPeer()) {
      sender.run("dial", Map.of("address", receiver.address()));
      while (sender.run("mesh", Map.of()).get("peers").asInt() == 0) Thread.sleep(10);
      var rounds = new Latencies();
      for (var i = 0; i < effort.of(WARM_UP_ROUNDS) + effort.of(ROUNDS); i++) {
        if (i == effort.of(WARM_UP_ROUNDS)) rounds.clear();
        var bulk = Map.<String, Object>of("peer", receiver.id(), "bytes", ROUND_MIB * MIB);
        rounds.add(sender.run("bulk", bulk).get("nanos").asLong());
      }
      var _ = rate(sender, receiver, effort.of(FLOOD));
      var rate = rate(sender, receiver, effort.of(FLOOD));
      publish(sender, receiver, effort.of(MESSAGES), PAUSE.toMillis());
      var latencies = receiver.run("received", Map.of());
      return new Figures(
          ROUND_MIB / (rounds.median() / 1000),
          latencies.get("p50").asDouble() / 1e6,
          latencies.get("p99").asDouble() / 1e6,
          rate);
    }
  }

  private static double rate(JsPeer sender, JsPeer receiver, int count)
      throws IOException, InterruptedException {
    var begin = publish(sender, receiver, count, 0);
    var end = Long.parseLong(receiver.run("received", Map.of()).get("last").asString());
    return count / ((end - begin) / 1e9);
  }

  /** Returns when all is received; the result is when it began. */
  private static long publish(JsPeer sender, JsPeer receiver, int count, long pause)
      throws IOException, InterruptedException {
    receiver.run("forget", Map.of());
    var began = sender.run("publish", Map.of("count", count, "pause", pause)).get("begin");
    while (receiver.run("received", Map.of()).get("count").asInt() < count) Thread.sleep(20);
    return Long.parseLong(began.asString());
  }
}
