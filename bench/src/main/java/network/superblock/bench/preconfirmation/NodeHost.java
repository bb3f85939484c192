package network.superblock.bench.preconfirmation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import network.superblock.bench.report.Processor;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.gossip.GossipConfig;

/**
 * A whole node alone in its JVM, so that what is counted there is its own. It answers each line of
 * its input by one of numbers, and ends with its input.
 */
final class NodeHost {

  /** Begins the line with its address. */
  static final String UP = "up ";

  /** Asks for head, processor time (ms) and messages accepted. */
  static final String STATE = "state";

  /** Asks for the processor time (ns) of the cryptography of one message alone. */
  static final String BARE = "bare";

  /** Asks for what is on the heap after a collection, and for its peak (bytes). */
  static final String HEAP = "heap";

  private final LocalNode node;

  private NodeHost(LocalNode node) {
    this.node = node;
  }

  /**
   * Runs it.
   *
   * @param args how many peers its mesh takes
   */
  public static void main(String[] args) throws IOException {
    var degree = Integer.parseInt(args[0]);
    try (var node = LocalNode.start(host(degree), Promises.config())) {
      System.out.println(UP + node.host().addresses().getFirst());
      var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      var host = new NodeHost(node);
      for (var line = in.readLine(); line != null; line = in.readLine())
        System.out.println(host.answer(line));
    }
  }

  private String answer(String question) {
    return switch (question) {
      case STATE -> state();
      case BARE -> String.valueOf(BareCryptography.nanosForOne());
      case HEAP -> heap();
      default -> throw new IllegalArgumentException(question);
    };
  }

  private String state() {
    var stats = node.host().gossip().stats().toCompletableFuture().join();
    return node.sdk().head().blockNumber() + " " + Processor.millis() + " " + stats.accepted();
  }

  private static String heap() {
    var peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " " + peak;
  }

  /** The network's profile, but for a mesh of a given size. */
  private static HostConfig host(int degree) {
    var gossip = LocalNode.HOST.gossip();
    var mesh = gossip.mesh();
    return LocalNode.HOST.withGossip(
        gossip.withMesh(
            new GossipConfig.Mesh(
                degree,
                mesh.low(),
                Math.max(degree, mesh.high()),
                mesh.lazy(),
                mesh.outbound(),
                mesh.bestKept(),
                mesh.gossipFactor(),
                mesh.heartbeat(),
                mesh.historyLength(),
                mesh.historyGossip(),
                mesh.seenTtl(),
                mesh.fanoutTtl(),
                mesh.pruneBackOff(),
                mesh.unsubscribeBackOff(),
                mesh.opportunisticTicks(),
                mesh.opportunisticPeers())));
  }
}
