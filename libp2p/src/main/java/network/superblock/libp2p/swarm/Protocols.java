package network.superblock.libp2p.swarm;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import network.superblock.libp2p.wire.ProtocolViolation;

/** What this host serves. */
final class Protocols {

  private final Map<String, StreamHandler> handlers = new ConcurrentHashMap<>();

  void add(String protocol, StreamHandler handler) {
    if (!protocol.startsWith("/")) throw new IllegalArgumentException("no slash: " + protocol);
    if (handlers.putIfAbsent(protocol, handler) != null) {
      throw new IllegalArgumentException(protocol + " is served already");
    }
  }

  boolean has(String protocol) {
    return handlers.containsKey(protocol);
  }

  StreamHandler of(String protocol) {
    var handler = handlers.get(protocol);
    if (handler == null) throw new ProtocolViolation(protocol + " is not served");
    return handler;
  }

  SortedSet<String> names() {
    return new TreeSet<>(handlers.keySet());
  }
}
