package network.superblock.bench.preconfirmation;

import java.time.Duration;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Latencies;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.preconfirmation.SdkEvent;
import network.superblock.preconfirmation.Subscription;

/**
 * Three whole nodes in a line, and the time from the first one's order to publish a commitment
 * until the last one tells that it is valid and kept. The node between them judges it before it
 * passes it on.
 */
final class HopLatency implements Benchmark {

  private static final int WARM_UP = 300;
  private static final int MESSAGES = 700;
  private static final double MOST_MILLIS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  @Override
  public void run(Effort effort, Results results) throws InterruptedException {
    var warmUp = effort.of(WARM_UP);
    var blocks = new Promises(32).next(warmUp + effort.of(MESSAGES));
    var latencies = new Latencies();
    try (var first = LocalNode.start(LocalNode.HOST, Promises.config());
        var middle = LocalNode.start(LocalNode.HOST, Promises.config());
        var last = LocalNode.start(LocalNode.HOST, Promises.config());
        var events = last.sdk().subscribe()) {
      first.connect(middle);
      middle.connect(last);
      for (var block : blocks.subList(0, warmUp)) send(first, block, events);
      for (var block : blocks.subList(warmUp, blocks.size()))
        latencies.add(send(first, block, events));
    }
    results.add(
        Measurement.of(
                "preconfirmation.hops.p50",
                "commitment of 382 bytes gossiped over 2 hops and validated, p50",
                latencies.median(),
                "ms")
            .against(Target.atMost(MOST_MILLIS)));
    results.add(
        Measurement.of(
            "preconfirmation.hops.p99",
            "commitment of 382 bytes gossiped over 2 hops and validated, p99",
            latencies.percentile(99),
            "ms"));
  }

  private static long send(LocalNode from, Promises.Block block, Subscription events)
      throws InterruptedException {
    Thread.sleep(PAUSE);
    var begin = System.nanoTime();
    var published = from.sdk().publish(block.commitment());
    while (true) {
      var event = events.nextEvent(PATIENCE);
      if (event.isEmpty()) throw new IllegalStateException("a commitment did not arrive");
      if (event.get() instanceof SdkEvent.CommitmentAccepted(var known, _)
          && known.signed().equals(block.commitment())) break;
    }
    var elapsed = System.nanoTime() - begin;
    published.join();
    return elapsed;
  }
}
