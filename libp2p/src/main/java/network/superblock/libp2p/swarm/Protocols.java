package network.superblock.libp2p.swarm;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What this host serves. */
final class Protocols {

  private final Map<String, StreamHandler> handlers = new ConcurrentHashMap<>();

  void add(String protocol, StreamHandler handler) {
    if (!protocol.startsWith("/")) throw new IllegalArgumentException("no slash: " + protocol);
    if (handlers.putIfAbsent(protocol, handler) != null) {
      throw new IllegalArgumentException(protocol + " is served already");
    }
  }

  void remove(String protocol) {
    handlers.remove(protocol);
  }

  boolean has(String protocol) {
    return handlers.containsKey(protocol);
  }

  Optional<StreamHandler> of(String protocol) {
    return Optional.ofNullable(handlers.get(protocol));
  }

  SortedSet<String> names() {
    return new TreeSet<>(handlers.keySet());
  }
}
