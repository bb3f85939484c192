package network.superblock.libp2p.gossip;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import network.superblock.libp2p.peer.PeerId;

/** All that the router knows. Confined to whoever steps the router; ordered, to be repeatable. */
final class RouterState {

  final GossipConfig config;
  final Random random;
  final SortedMap<PeerId, PeerState> peers = new TreeMap<>();
  final SortedMap<String, SortedSet<PeerId>> mesh = new TreeMap<>();
  final SortedMap<String, Fanout> fanout = new TreeMap<>();
  final BackOffs backOffs = new BackOffs();
  final Promises promises = new Promises();
  final Outbox outbox = new Outbox();
  final SeenCache seen;
  final MessageCache cache;
  final PeerScores scores;
  final Counters counters = new Counters();

  /** Nanoseconds of the present step. */
  long now;

  /** Peers for a topic that we publish to without being subscribed. */
  static final class Fanout {
    final SortedSet<PeerId> peers = new TreeSet<>();
    long publishedAt;
  }

  RouterState(GossipConfig config, Random random, long now) {
    this.config = config;
    this.random = random;
    this.now = now;
    this.seen = new SeenCache(config.mesh().seenTtl().toNanos());
    this.cache = new MessageCache(config.mesh().historyLength(), config.mesh().historyGossip());
    this.scores = new PeerScores(config.scoring(), now);
  }

  boolean isJoined(String topic) {
    return mesh.containsKey(topic);
  }

  SortedSet<PeerId> meshOf(String topic) {
    return mesh.getOrDefault(topic, Collections.emptySortedSet());
  }

  boolean isDialled(PeerId peer) {
    var state = peers.get(peer);
    return state != null && state.isDialled();
  }

  /** Peers subscribed to the topic that pass the test. */
  List<PeerId> subscribers(String topic, Predicate<PeerId> test) {
    return peers.entrySet().stream()
        .filter(entry -> entry.getValue().isSubscribed(topic) && test.test(entry.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Peers that could be grafted now. */
  List<PeerId> graftable(String topic) {
    var inMesh = meshOf(topic);
    return subscribers(
        topic,
        peer ->
            !inMesh.contains(peer) && !backOffs.holds(peer, topic, now) && scores.of(peer) >= 0);
  }

  /** At most {@code count} of them, in random order. */
  <T> List<T> pick(Collection<T> from, int count) {
    var shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.clamp(count, 0, shuffled.size()));
  }
}
