package network.superblock.protocol.leadership;

import java.time.Duration;

/**
 * How replicas take turns.
 *
 * @param replica this replica's name, unique in the network
 * @param heartbeat how long a leader is silent at most
 * @param silence how long a leader may be silent before another one claims the lead
 */
public record LeadershipRules(String replica, Duration heartbeat, Duration silence) {

  public LeadershipRules {
    if (replica.isBlank()) throw new IllegalArgumentException("a replica needs a name");
    if (!heartbeat.isPositive()) throw new IllegalArgumentException("heartbeat must be positive");
    if (heartbeat.multipliedBy(2).compareTo(silence) > 0)
      throw new IllegalArgumentException("silence must outlast two heartbeats");
  }
}
