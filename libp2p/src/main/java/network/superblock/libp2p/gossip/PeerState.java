package network.superblock.libp2p.gossip;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the router knows of a connected peer. */
final class PeerState {

  private static final int MOST_TOPICS = 128;
  private static final int MOST_UNWANTED = 2048;

  private final boolean dialled;
  private final SortedSet<String> topics = new TreeSet<>();
  private final Set<MessageId> unwanted = new LinkedHashSet<>();
  private Version version = Version.V1_1;

  private int iHaves;
  private int askedFor;
  private int requested;
  private int notWanted;

  PeerState(boolean dialled) {
    this.dialled = dialled;
  }

  boolean isDialled() {
    return dialled;
  }

  Version version() {
    return version;
  }

  void agree(Version agreed) {
    version = agreed;
  }

  boolean isSubscribed(String topic) {
    return topics.contains(topic);
  }

  void subscribe(String topic) {
    if (topics.size() < MOST_TOPICS) topics.add(topic);
  }

  void unsubscribe(String topic) {
    topics.remove(topic);
  }

  /** Counts an IHAVE of this heartbeat. */
  int countIHave() {
    return ++iHaves;
  }

  /** How many more ids may be asked of the peer in this heartbeat. */
  int askable(int most) {
    return most - askedFor;
  }

  void asked(int ids) {
    askedFor += ids;
  }

  /** Counts an id that the peer asks for. */
  boolean mayRequest(int most) {
    return ++requested <= most;
  }

  void rejects(MessageId id, int mostPerHeartbeat) {
    if (++notWanted > mostPerHeartbeat) return;
    if (unwanted.size() >= MOST_UNWANTED) unwanted.remove(unwanted.iterator().next());
    unwanted.add(id);
  }

  boolean wants(MessageId id) {
    return !unwanted.contains(id);
  }

  void heartbeat() {
    iHaves = 0;
    askedFor = 0;
    requested = 0;
    notWanted = 0;
  }
}
