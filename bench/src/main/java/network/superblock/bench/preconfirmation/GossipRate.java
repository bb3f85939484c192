package network.superblock.bench.preconfirmation;

import java.io.IOException;
import java.util.List;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.peer.Identity;

/**
 * How many commitments a second one core gossips through a whole node, from the socket to the
 * storage. The node has a JVM to itself, which may use all cores; what counts is the processor time
 * of that JVM, all its threads together, with compiler and collector.
 */
final class GossipRate implements Benchmark {

  private static final int WARM_UP = 40_000;
  private static final int COMMITMENTS = 10_000;
  // A peer may have 512 messages unjudged; what comes above that is dropped.
  private static final int IN_FLIGHT = 192;
  private static final int DEGREE = 8;
  private static final double PART = 0.6;

  @Override
  public void run(Effort effort, Results results) throws Exception {
    var warmUp = effort.of(WARM_UP);
    var blocks = new Promises(32).next(warmUp + effort.of(COMMITMENTS));
    try (var node = new NodeProcess(DEGREE, List.of("-XX:+UseSerialGC", "-Xmx1g"));
        var sender = Libp2pHost.start(LocalNode.HOST, Identity.generate())) {
      var topic = Promises.config().protocols().commitmentTopic();
      sender.gossip().subscribe(topic, _ -> Verdicts.ACCEPTED);
      var peer = sender.dial(node.address()).toCompletableFuture().join();
      Waiting.until("a mesh", () -> LocalNode.isInMesh(sender, topic, peer));
      send(blocks.subList(0, warmUp), 0, sender, topic, node);
      var bareBefore = node.ask(NodeHost.BARE)[0];
      var begin = System.nanoTime();
      var before = node.ask(NodeHost.STATE);
      send(blocks.subList(warmUp, blocks.size()), warmUp, sender, topic, node);
      var after = node.ask(NodeHost.STATE);
      var seconds = (System.nanoTime() - begin) / 1e9;
      var bare = 2e9 / (bareBefore + node.ask(NodeHost.BARE)[0]);
      var count = after[0] - before[0];
      var rate = count / ((after[1] - before[1]) / 1000);
      report(bare, rate, count / seconds, (after[2] - before[2]) / count, results);
    }
  }

  private static void report(
      double bare, double rate, double onTheClock, double forwarded, Results results) {
    results.add(
        Measurement.of(
            "preconfirmation.bare",
            "bare secp256k1 recovery and Ed25519 verification, a core",
            bare,
            "/s"));
    results.add(
        Measurement.of(
                "preconfirmation.rate",
                "commitments received by gossip, validated and kept, a core (processor time)",
                rate,
                "/s")
            .against(Target.atLeast(PART * bare)));
    results.add(
        Measurement.of(
            "preconfirmation.clock", "    on the clock, sender beside it", onTheClock, "/s"));
    results.add(
        Measurement.of(
            "preconfirmation.inorder",
            "    of them judged in order, and so forwarded",
            100 * forwarded,
            "%"));
  }

  private static void send(
      List<Promises.Block> blocks,
      int sentBefore,
      Libp2pHost sender,
      String topic,
      NodeProcess node)
      throws IOException, InterruptedException {
    var kept = (double) sentBefore;
    var sent = sentBefore;
    for (var block : blocks) {
      while (sent - kept >= IN_FLIGHT) kept = node.ask(NodeHost.STATE)[0];
      var _ = sender.gossip().publish(topic, block.commitment().encode());
      sent++;
    }
    var all = sent;
    Waiting.until(
        "all commitments",
        () -> {
          try {
            return node.ask(NodeHost.STATE)[0] >= all;
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
