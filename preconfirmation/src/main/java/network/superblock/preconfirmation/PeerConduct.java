package network.superblock.preconfirmation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.superblock.libp2p.peer.PeerId;

/**
 * What the node itself thinks of each peer: -1 for a failure, +0.05 for something valid, between
 * -10 and 10, fading. See preconfirmation section 4, "App score".
 */
public final class PeerConduct {

  private static final int MOST_PEERS = 4096;
  private static final double FAILURE = 1;
  private static final double ACCEPTANCE = 0.05;
  private static final double MOST_LOST = 4;
  private static final double BOUND = 10;
  private static final double DECAY = 0.9;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final double AVOIDED_BELOW = -1;
  private static final double BANNED_BELOW = -5;
  private static final Duration BANNED_AFTER = Duration.ofSeconds(30);

  private final Map<PeerId, Reputation> records =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerId, Reputation> eldest) {
          return size() > MOST_PEERS;
        }
      };

  private static final class Reputation {
    double score;
    double lost;
    Instant decayed;
    Instant belowSince = Instant.MAX;

    Reputation(Instant now) {
      this.decayed = now;
    }
  }

  public synchronized void failed(PeerId peer, Instant now) {
    var record = at(peer, now);
    if (record.lost + FAILURE > MOST_LOST) return;
    record.lost += FAILURE;
    change(record, -FAILURE, now);
  }

  public synchronized void accepted(PeerId peer, Instant now) {
    change(at(peer, now), ACCEPTANCE, now);
  }

  public synchronized double scoreOf(PeerId peer, Instant now) {
    return records.containsKey(peer) ? at(peer, now).score : 0;
  }

  /** Whether others should be asked before it. */
  public boolean isAvoided(PeerId peer, Instant now) {
    return scoreOf(peer, now) < AVOIDED_BELOW;
  }

  /** Peers that have been bad for so long that they must go; each is named once. */
  public synchronized List<PeerId> toBan(Instant now) {
    var banned = new ArrayList<PeerId>();
    for (var peer : List.copyOf(records.keySet())) {
      var since = at(peer, now).belowSince;
      if (since.isBefore(now.minus(BANNED_AFTER))) banned.add(peer);
    }
    banned.forEach(records::remove);
    return banned;
  }

  private Reputation at(PeerId peer, Instant now) {
    var record = records.computeIfAbsent(peer, _ -> new Reputation(now));
    while (!record.decayed.plus(INTERVAL).isAfter(now)) {
      record.decayed = record.decayed.plus(INTERVAL);
      record.lost = 0;
      change(record, record.score * (DECAY - 1), record.decayed);
    }
    return record;
  }

  private static void change(Reputation record, double by, Instant now) {
    record.score = Math.clamp(record.score + by, -BOUND, BOUND);
    if (record.score >= BANNED_BELOW) record.belowSince = Instant.MAX;
    else if (record.belowSince.equals(Instant.MAX)) record.belowSince = now;
  }
}
