package network.superblock.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many routers in one thread, delays and lost links drawn from one seed: one seed, one history. */
class GossipNetworkTest {

  private static final long MILLI = 1_000_000;
  private static final int NODES = 20;
  private static final int MESSAGES = 30;

  static LongStream seeds() {
    var replay = Long.getLong("seed");
    return replay == null ? LongStream.rangeClosed(1, 10) : LongStream.of(replay);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyMessageReachesEveryNodeExactlyOnce(long seed) {
    var world = new World(seed);
    world.run();
    assertThat(world.deliveries.values())
        .allSatisfy(received -> {
          assertThat(received).doesNotHaveDuplicates();
        });
    assertThat(world.total()).isEqualTo(MESSAGES * (NODES - 1));
    assertThat(world.largestMesh()).isLessThanOrEqualTo(12);
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    var first = new World(7);
    var second = new World(7);
    first.run();
    second.run();
    assertThat(first.trace).isEqualTo(second.trace).isNotEmpty();
  }

  private static final class World {

    private record Due(long at, long order, int node, GossipEvent event) {}

    private final Random random;
    private final List<GossipRouter> routers = new ArrayList<>();
    private final Map<PeerId, Integer> nodeOf = new HashMap<>();
    private final Map<Long, Long> lastArrival = new HashMap<>();
    private final PriorityQueue<Due> queue =
        new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final Map<Integer, List<String>> deliveries = new TreeMap<>();
    private final List<String> trace = new ArrayList<>();
    private long now;
    private long order;

    World(long seed) {
      random = new Random(seed);
      for (var i = 0; i < NODES; i++) {
        var authority =
            new MessageAuthority(SignaturePolicy.STRICT_SIGN, RouterScenario.identity(i + 1), 1);
        routers.add(
            new GossipRouter(GossipConfig.defaults(), authority, new Random(random.nextLong()), 0));
        nodeOf.put(RouterScenario.peer(i + 1), i);
        schedule(0, i, new GossipEvent.TopicJoined(RouterScenario.TOPIC));
        for (var beat = 1; beat < 60; beat++) {
          schedule(beat * 500L * MILLI + random.nextInt(100), i, new GossipEvent.HeartbeatDue());
        }
      }
      // A ring keeps the network whole; chords make it a mesh. Some chords break on the way.
      for (var i = 0; i < NODES; i++) connect(i, (i + 1) % NODES);
      for (var i = 0; i < NODES * 4; i++) {
        var a = random.nextInt(NODES);
        var b = random.nextInt(NODES);
        if (Math.floorMod(a - b, NODES) < 2 || Math.floorMod(b - a, NODES) < 2) continue;
        connect(a, b);
        if (random.nextInt(4) == 0) disconnect(a, b, (6 + random.nextInt(10)) * 1000L * MILLI);
      }
      for (var i = 0; i < MESSAGES; i++) {
        var content = Bytes.utf8("message " + i);
        schedule(
            (5000 + random.nextInt(12_000)) * MILLI,
            random.nextInt(NODES),
            new GossipEvent.MessageAuthored(RouterScenario.TOPIC, content));
      }
    }

    void run() {
      for (var due = queue.poll(); due != null; due = queue.poll()) {
        now = due.at();
        for (var effect : routers.get(due.node()).on(due.event(), now))
          carryOut(due.node(), effect);
      }
    }

    int total() {
      return deliveries.values().stream().mapToInt(List::size).sum();
    }

    int largestMesh() {
      return routers.stream()
          .flatMap(router -> router.stats().mesh().values().stream())
          .mapToInt(Collection::size)
          .max()
          .orElse(0);
    }

    private void carryOut(int node, GossipEffect effect) {
      switch (effect) {
        case GossipEffect.Send send -> send.to().forEach(to -> transmit(node, to, send.rpc()));
        case GossipEffect.Judge judge -> {
          var text = judge.message().id().toString();
          deliveries.computeIfAbsent(node, _ -> new ArrayList<>()).add(text);
          trace.add(now + " " + node + " " + text);
          schedule(
              now + random.nextInt(20) * MILLI,
              node,
              new GossipEvent.MessageJudged(judge.id(), Verdict.ACCEPT));
        }
        case GossipEffect.Authored _ -> {}
      }
    }

    /** Streams keep their order, whatever their delay. */
    private void transmit(int from, PeerId to, Rpc rpc) {
      var target = nodeOf.get(to);
      if (target == null) throw new IllegalStateException("unknown node");
      var link = (long) from * NODES + target;
      var arrival = Math.max(now + random.nextInt(80) * MILLI, lastArrival.getOrDefault(link, 0L));
      lastArrival.put(link, arrival);
      var decoded = RpcCodec.decode(RpcCodec.encode(rpc));
      schedule(
          arrival, target, new GossipEvent.RpcReceived(RouterScenario.peer(from + 1), decoded));
    }

    private void connect(int a, int b) {
      schedule(MILLI, a, new GossipEvent.PeerConnected(RouterScenario.peer(b + 1), true));
      schedule(MILLI, b, new GossipEvent.PeerConnected(RouterScenario.peer(a + 1), false));
    }

    private void disconnect(int a, int b, long at) {
      schedule(at, a, new GossipEvent.PeerLost(RouterScenario.peer(b + 1)));
      schedule(at, b, new GossipEvent.PeerLost(RouterScenario.peer(a + 1)));
    }

    private void schedule(long at, int node, GossipEvent event) {
      queue.add(new Due(at, order++, node, event));
    }
  }
}
