package network.superblock.libp2p.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.swarm.Connection.Direction;

/** Which connections exist and whether one more may. Its lock orders what listeners hear. */
final class ConnectionTable {

  private final SwarmConfig limits;
  private final Bans bans;
  private final Map<PeerId, List<Connection>> byPeer = new TreeMap<>();
  private final List<SwarmListener> listeners = new CopyOnWriteArrayList<>();
  private int pendingInbound;
  private int pendingOutbound;
  private int inbound;
  private int outbound;

  ConnectionTable(SwarmConfig limits, Bans bans) {
    this.limits = limits;
    this.bans = bans;
  }

  void watch(SwarmListener listener) {
    listeners.add(listener);
  }

  /** Reserves a handshake; refused ones must not be released. */
  synchronized boolean startHandshake(Direction direction) {
    if (direction == Direction.INBOUND) {
      if (pendingInbound >= limits.pendingInbound() || inbound >= limits.inbound()) return false;
      pendingInbound++;
    } else {
      if (pendingOutbound >= limits.pendingOutbound()) return false;
      pendingOutbound++;
    }
    return true;
  }

  synchronized void endHandshake(Direction direction) {
    if (direction == Direction.INBOUND) pendingInbound--;
    else pendingOutbound--;
  }

  /** Takes the connection in, or says why not. */
  synchronized Optional<String> add(Connection connection) {
    var ofPeer = byPeer.getOrDefault(connection.peer(), List.of());
    if (bans.isBanned(connection.peer())) return Optional.of("banned");
    if (ofPeer.size() >= limits.perPeer()) return Optional.of("too many connections to the peer");
    if (isFull(connection.direction())) return Optional.of("too many connections");
    count(connection, 1);
    byPeer.computeIfAbsent(connection.peer(), _ -> new ArrayList<>()).add(connection);
    listeners.forEach(listener -> listener.opened(connection, ofPeer.isEmpty()));
    return Optional.empty();
  }

  synchronized void remove(Connection connection) {
    var ofPeer = byPeer.get(connection.peer());
    if (ofPeer == null || !ofPeer.remove(connection)) return;
    count(connection, -1);
    var last = ofPeer.isEmpty();
    if (last) byPeer.remove(connection.peer());
    listeners.forEach(listener -> listener.closed(connection, last));
  }

  synchronized List<Connection> of(PeerId peer) {
    return List.copyOf(byPeer.getOrDefault(peer, List.of()));
  }

  synchronized List<Connection> all() {
    return byPeer.values().stream().flatMap(List::stream).toList();
  }

  private boolean isFull(Direction direction) {
    return direction == Direction.INBOUND
        ? inbound >= limits.inbound()
        : outbound >= limits.outbound();
  }

  private void count(Connection connection, int change) {
    if (connection.direction() == Direction.INBOUND) inbound += change;
    else outbound += change;
  }
}
