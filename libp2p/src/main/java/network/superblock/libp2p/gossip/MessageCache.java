package network.superblock.libp2p.gossip;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.libp2p.peer.PeerId;

/** The messages of the last heartbeats, for peers that ask. */
final class MessageCache {

  private final int length;
  private final int advertised;
  private final Map<MessageId, Entry> entries = new HashMap<>();
  private final Deque<List<Entry>> windows = new ArrayDeque<>();

  /** A message and how often each peer has asked for it. */
  private record Entry(MessageId id, Message message, Map<PeerId, Integer> sent) {}

  MessageCache(int length, int advertised) {
    this.length = length;
    this.advertised = advertised;
    windows.addFirst(new ArrayList<>());
  }

  void put(MessageId id, Message message) {
    var entry = new Entry(id, message, new HashMap<>());
    if (entries.putIfAbsent(id, entry) == null) windows.getFirst().add(entry);
  }

  /** The message, unless the peer has had it {@code most} times already. */
  Optional<Message> request(MessageId id, PeerId peer, int most) {
    var entry = entries.get(id);
    if (entry == null || entry.sent().merge(peer, 1, Integer::sum) > most) return Optional.empty();
    return Optional.of(entry.message());
  }

  /** What is worth advertising, the newest first. */
  List<MessageId> recent(String topic) {
    return windows.stream()
        .limit(advertised)
        .flatMap(List::stream)
        .filter(entry -> entry.message().topic().equals(topic))
        .map(Entry::id)
        .toList();
  }

  /** Ends a heartbeat. */
  void shift() {
    windows.addFirst(new ArrayList<>());
    while (windows.size() > length) {
      windows.removeLast().forEach(entry -> entries.remove(entry.id()));
    }
  }
}
