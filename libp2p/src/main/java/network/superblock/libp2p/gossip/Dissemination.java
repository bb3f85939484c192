package network.superblock.libp2p.gossip;

import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;

/** The way of a message: received or authored, judged, forwarded. */
final class Dissemination {

  private final RouterState state;
  private final MessageAuthority authority;
  private final PendingMessages pending;

  Dissemination(RouterState state, MessageAuthority authority) {
    this.state = state;
    this.authority = authority;
    this.pending = new PendingMessages(state.config.limits());
  }

  int pending() {
    return pending.size();
  }

  void author(String topic, Bytes data) {
    var message = authority.author(topic, data);
    var id = idOf(message);
    state.seen.add(new LocalId(topic, id), state.now);
    state.cache.put(id, message);
    var recipients = recipients(topic);
    state.outbox.send(recipients, Rpc.of(message), GossipEffect.Priority.OWN);
    state.outbox.add(new GossipEffect.Authored(id, recipients));
    state.counters.published++;
  }

  void receive(PeerId sender, Message message) {
    if (!state.isJoined(message.topic())) return;
    state.counters.received++;
    var id = new LocalId(message.topic(), idOf(message));
    if (state.seen.contains(id)) {
      state.counters.duplicates++;
      pending.carriedBy(id, sender);
      return;
    }
    if (isOurs(message)) return;
    // Checked before it counts as seen: else a forgery would keep the genuine message out.
    if (!authority.accepts(message)) {
      state.counters.invalid++;
      state.scores.deliveredInvalid(sender, message.topic());
      return;
    }
    state.promises.kept(id.id());
    hold(sender, id, message);
  }

  void judge(LocalId id, Verdict verdict) {
    var held = pending.remove(id);
    if (held.isEmpty()) return;
    switch (verdict) {
      case ACCEPT -> accept(id, held.get());
      case IGNORE -> state.counters.ignored++;
      case REJECT -> reject(held.get());
    }
  }

  void heartbeat() {
    pending.expire(state.now);
  }

  // Not marked as seen when there is no room: it may come again when there is.
  private void hold(PeerId sender, LocalId id, Message message) {
    if (!pending.hasRoom(sender, message.data().size())) {
      state.counters.overflowed++;
      return;
    }
    state.seen.add(id, state.now);
    pending.add(id, message, sender, state.now);
    discourage(sender, id, message);
    state.outbox.add(
        new GossipEffect.Judge(
            id,
            new ReceivedMessage(
                id.id(),
                message.topic(),
                message.data(),
                MessageAuthority.authorOf(message),
                sender)));
  }

  private void accept(LocalId id, PendingMessages.Pending held) {
    state.counters.accepted++;
    state.scores.delivered(held.source(), id.topic());
    state.cache.put(id.id(), held.message());
    var author = MessageAuthority.authorOf(held.message());
    var to =
        state.meshOf(id.topic()).stream()
            .filter(peer -> !held.carriers().contains(peer))
            .filter(peer -> author.isEmpty() || !author.get().equals(peer))
            .filter(peer -> wants(peer, id.id()))
            .toList();
    state.outbox.send(to, Rpc.of(held.message()), GossipEffect.Priority.FORWARD);
  }

  private void reject(PendingMessages.Pending held) {
    state.counters.rejected++;
    held.carriers().forEach(peer -> state.scores.deliveredInvalid(peer, held.message().topic()));
  }

  /** Tells the mesh that a large message has arrived and need not be sent once more. */
  private void discourage(PeerId sender, LocalId id, Message message) {
    if (message.data().size() < state.config.limits().iDontWantFrom()) return;
    for (var peer : state.meshOf(id.topic())) {
      var known = state.peers.get(peer);
      if (known != null && known.version().hasIDontWant() && !peer.equals(sender)) {
        state.outbox.iDontWant(peer, id.id());
      }
    }
  }

  /** The mesh, filled up from other subscribers where it is thin. */
  private SortedSet<PeerId> recipients(String topic) {
    var chosen = new TreeSet<>(state.isJoined(topic) ? state.meshOf(topic) : fanout(topic));
    chosen.removeIf(peer -> !mayPublishTo(peer));
    var others = state.subscribers(topic, peer -> !chosen.contains(peer) && mayPublishTo(peer));
    chosen.addAll(state.pick(others, state.config.mesh().degree() - chosen.size()));
    if (!state.isJoined(topic)) fanout(topic).addAll(chosen);
    return chosen;
  }

  private SortedSet<PeerId> fanout(String topic) {
    var fanout = state.fanout.computeIfAbsent(topic, _ -> new RouterState.Fanout());
    fanout.publishedAt = state.now;
    return fanout.peers;
  }

  private boolean mayPublishTo(PeerId peer) {
    return state.scores.of(peer) >= state.config.scoring().publishThreshold();
  }

  private boolean wants(PeerId peer, MessageId id) {
    var known = state.peers.get(peer);
    return known != null && known.wants(id);
  }

  private boolean isOurs(Message message) {
    return message.from().isPresent() && message.from().get().equals(authority.self().multihash());
  }

  private MessageId idOf(Message message) {
    return state.config.messageIds().of(message.topic(), message);
  }
}
