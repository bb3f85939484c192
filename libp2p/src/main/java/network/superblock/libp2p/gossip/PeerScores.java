package network.superblock.libp2p.gossip;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.libp2p.peer.PeerId;

/**
 * What each peer has earned. See gossipsub 1.1, "Peer Scoring"; the score of a lost peer is kept
 * for a while unless it is good, so that a bad one gains nothing by coming back.
 */
final class PeerScores {

  private static final int MOST_RETAINED = 10_000;

  private final GossipConfig.Scoring scoring;
  private final Map<PeerId, Stats> connected = new HashMap<>();
  private final Map<PeerId, Retained> retained = new LinkedHashMap<>();
  private long decayedAt;

  PeerScores(GossipConfig.Scoring scoring, long now) {
    this.scoring = scoring;
    this.decayedAt = now;
  }

  private record Retained(Stats stats, long until) {}

  private static final class TopicStats {
    double firstDeliveries;
    double invalidDeliveries;

    boolean isZero() {
      return firstDeliveries == 0 && invalidDeliveries == 0;
    }
  }

  private static final class Stats {
    final Map<String, TopicStats> topics = new HashMap<>();
    double application;
    double behaviour;
  }

  void connect(PeerId peer) {
    var known = retained.remove(peer);
    connected.putIfAbsent(peer, known == null ? new Stats() : known.stats());
  }

  void disconnect(PeerId peer, long now) {
    var stats = connected.remove(peer);
    if (stats == null || score(stats) > 0) return;
    if (retained.size() >= MOST_RETAINED) retained.remove(retained.keySet().iterator().next());
    retained.put(peer, new Retained(stats, now + scoring.retain().toNanos()));
  }

  double of(PeerId peer) {
    var stats = connected.get(peer);
    return stats == null ? 0 : score(stats);
  }

  void delivered(PeerId peer, String topic) {
    var stats = connected.get(peer);
    if (stats == null) return;
    var ofTopic = stats.topics.computeIfAbsent(topic, _ -> new TopicStats());
    ofTopic.firstDeliveries = Math.min(ofTopic.firstDeliveries + 1, scoring.firstDeliveryCap());
  }

  void deliveredInvalid(PeerId peer, String topic) {
    var stats = connected.get(peer);
    if (stats == null) return;
    stats.topics.computeIfAbsent(topic, _ -> new TopicStats()).invalidDeliveries++;
  }

  void misbehaved(PeerId peer, int times) {
    var stats = connected.get(peer);
    if (stats != null) stats.behaviour += times;
  }

  void application(PeerId peer, double score) {
    var stats = connected.get(peer);
    if (stats != null) stats.application = score;
  }

  /** Lets all counters fade, once for every interval that has passed. */
  void decay(long now) {
    var interval = scoring.decayInterval().toNanos();
    while (now - decayedAt >= interval) {
      decayedAt += interval;
      connected.values().forEach(this::decay);
      retained.values().forEach(peer -> decay(peer.stats()));
    }
    retained.values().removeIf(peer -> now - peer.until() >= 0);
  }

  private void decay(Stats stats) {
    for (var topic : stats.topics.values()) {
      topic.firstDeliveries = fade(topic.firstDeliveries, scoring.firstDeliveryDecay());
      topic.invalidDeliveries = fade(topic.invalidDeliveries, scoring.invalidDeliveryDecay());
    }
    stats.topics.values().removeIf(TopicStats::isZero);
    stats.behaviour = fade(stats.behaviour, scoring.behaviourDecay());
  }

  private double fade(double counter, double factor) {
    var faded = counter * factor;
    return faded < scoring.decayToZero() ? 0 : faded;
  }

  private double score(Stats stats) {
    var topics = 0.0;
    for (var topic : stats.topics.values()) {
      topics +=
          scoring.topicWeight()
              * (scoring.firstDelivery() * topic.firstDeliveries
                  + scoring.invalidDelivery() * topic.invalidDeliveries * topic.invalidDeliveries);
    }
    return topics
        + scoring.application() * stats.application
        + scoring.behaviour() * stats.behaviour * stats.behaviour;
  }
}
