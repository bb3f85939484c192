package network.superblock.bench.preconfirmation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.swarm.SwarmConfig;
import network.superblock.libp2p.yamux.YamuxLimits;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.SdkEvent;
import network.superblock.preconfirmation.storage.Keeping;
import network.superblock.preconfirmation.storage.KnownCommitment;

/**
 * A node without anything catches up from one that has 10,000 commitments, each with a list of its
 * own, 100 MiB together, and that answers as fast as it is asked. From the order to catch up until
 * the last list is kept; beside it the same bytes on one stream of two hosts that do nothing else.
 */
final class CatchUpRate implements Benchmark {

  private static final int COMMITMENTS = 10_000;
  private static final int LIST_SIZE = (100 << 20) / COMMITMENTS;
  private static final int WARM_UPS = 2;
  private static final int RAW_ROUNDS = 3;
  private static final int EVENTS = 8 * COMMITMENTS;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double MIB = 1 << 20;
  private static final double PART = 0.5;

  @Override
  public void run(Effort effort, Results results) throws Exception {
    var count = effort.of(COMMITMENTS);
    var blocks = new Promises(LIST_SIZE).next(count);
    var bytes = blocks.stream().mapToLong(CatchUpRate::size).sum();
    var elapsed = 0L;
    try (var source = start()) {
      fill(source, blocks);
      for (var i = 0; i < WARM_UPS; i++) {
        var _ = catchUp(source, count);
      }
      elapsed = catchUp(source, count);
    }
    var raw = new Latencies();
    try (var stream = new BulkStream()) {
      for (var i = 0; i < 2 * RAW_ROUNDS; i++) {
        if (i == RAW_ROUNDS) raw.clear();
        raw.add(stream.carry(bytes));
      }
    }
    var rawRate = bytes / MIB / (raw.median() / 1000);
    results.add(
        Measurement.of(
            "preconfirmation.raw", "the bytes of catch-up on one stream, alone", rawRate, "MiB/s"));
    results.add(
        Measurement.of(
                "preconfirmation.catchup",
                "catch-up of %,d commitments with %.0f MiB of lists".formatted(count, bytes / MIB),
                bytes / MIB / (elapsed / 1e9),
                "MiB/s")
            .against(Target.atLeast(PART * rawRate)));
    results.add(
        Measurement.of(
            "preconfirmation.catchup.rate",
            "    commitments with their lists",
            count / (elapsed / 1e9),
            "/s"));
  }

  private static long size(Promises.Block block) {
    return (long) block.commitment().encode().size() + block.list().encode().size();
  }

  private static LocalNode start() {
    var channels = new SdkConfig.Channels(1024, EVENTS);
    return LocalNode.start(unlimited(), Promises.config().withChannels(channels));
  }

  private static long catchUp(LocalNode source, int count) throws InterruptedException {
    try (var node = start();
        var events = node.sdk().subscribe()) {
      node.connect(source);
      var begin = System.nanoTime();
      node.sdk().startCatchUp().join();
      for (var missing = 2 * count; missing > 0; ) {
        var event = events.nextEvent(PATIENCE);
        if (event.isEmpty()) throw new IllegalStateException("not found: " + missing);
        if (event.get() instanceof SdkEvent.CommitmentAccepted
            || event.get() instanceof SdkEvent.TxListAccepted) missing--;
      }
      return System.nanoTime() - begin;
    }
  }

  private static void fill(LocalNode node, List<Promises.Block> blocks) {
    for (var block : blocks) {
      var known = KnownCommitment.of(Promises.KEY.address(), block.commitment());
      var kept = node.sdk().storage().storeCommitment(known, Optional.of(block.list()));
      if (!(kept instanceof Keeping.Kept)) throw new IllegalStateException("no room: " + kept);
    }
  }

  /** The network's profile, but for streams that a peer may open as often as it likes. */
  private static HostConfig unlimited() {
    var swarm = SwarmConfig.defaults();
    var yamux = swarm.yamux();
    return LocalNode.HOST.withSwarm(
        new SwarmConfig(
            swarm.pendingInbound(),
            swarm.pendingOutbound(),
            swarm.inbound(),
            swarm.outbound(),
            swarm.perPeer(),
            swarm.largeWindows(),
            new YamuxLimits(
                yamux.inboundStreams(),
                yamux.unacknowledgedStreams(),
                1 << 20,
                yamux.queuedBytes()),
            swarm.redial(),
            swarm.eventLoops()));
  }
}
