package network.superblock.bench.preconfirmation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.peer.Identity;

/**
 * The heap of a whole node with a hundred peers, all of them subscribed to both topics and in both
 * of its meshes, while ten commitments a second and the lists that they name go through it. The
 * node has a JVM to itself, whose heap cannot grow beyond the target.
 */
final class CrowdHeap implements Benchmark {

  private static final int PER_SECOND = 10;
  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final int LIST_SIZE = 10 * 1024;
  private static final double MOST_MIB = 150;
  private static final double MIB = 1 << 20;

  private final int count;

  /** Measures with so many peers. */
  CrowdHeap(int peers) {
    this.count = peers;
  }

  @Override
  public void run(Effort effort, Results results) throws Exception {
    var size = (int) (effort.of(MEASURED).toMillis() * PER_SECOND / 1000) + 1;
    var blocks = new Promises(LIST_SIZE).next(size);
    var flags = List.of("-XX:+UseSerialGC", "-Xmx%dm".formatted((int) MOST_MIB));
    var peers = new ArrayList<Libp2pHost>();
    try (var node = new NodeProcess(count, flags)) {
      for (var i = 0; i < count; i++) peers.add(join(node));
      var self = node.address().peerId().orElseThrow();
      var protocols = Promises.config().protocols();
      for (var peer : peers)
        for (var topic : List.of(protocols.commitmentTopic(), protocols.txListTopic()))
          Waiting.until("a mesh", () -> LocalNode.isInMesh(peer, topic, self));
      var due = System.nanoTime();
      for (var i = 0; i < blocks.size(); i++) {
        var author = peers.get(i % count).gossip();
        var _ = author.publish(protocols.txListTopic(), blocks.get(i).list().encode());
        var _ = author.publish(protocols.commitmentTopic(), blocks.get(i).commitment().encode());
        due += Duration.ofSeconds(1).toNanos() / PER_SECOND;
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      }
      var heap = node.ask(NodeHost.HEAP);
      if (node.ask(NodeHost.STATE)[0] < size - PER_SECOND)
        throw new IllegalStateException("the node did not keep up");
      results.add(
          Measurement.of(
                  "preconfirmation.heap",
                  "node with %d peers in mesh, 10 commitments and lists a second: heap in use"
                      .formatted(count),
                  heap[0] / MIB,
                  "MiB")
              .against(Target.atMost(MOST_MIB)));
      results.add(
          Measurement.of(
              "preconfirmation.heap.peak",
              "    its peak before collections (the JVM has -Xmx%.0fm)".formatted(MOST_MIB),
              heap[1] / MIB,
              "MiB"));
    } finally {
      peers.forEach(Libp2pHost::close);
    }
  }

  private static Libp2pHost join(NodeProcess node) {
    var peer = Libp2pHost.start(LocalNode.HOST, Identity.generate());
    var protocols = Promises.config().protocols();
    peer.gossip().subscribe(protocols.commitmentTopic(), _ -> Verdicts.ACCEPTED);
    peer.gossip().subscribe(protocols.txListTopic(), _ -> Verdicts.ACCEPTED);
    peer.dial(node.address()).toCompletableFuture().join();
    return peer;
  }
}
