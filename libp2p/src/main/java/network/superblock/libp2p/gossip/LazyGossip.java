package network.superblock.libp2p.gossip;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import network.superblock.libp2p.peer.PeerId;

/** Telling peers outside the mesh of messages, and asking: IHAVE, IWANT and IDONTWANT. */
final class LazyGossip {

  /** What one peer can make us send it at one heartbeat, in bytes. */
  private static final long MAX_ANSWER = 16L << 20;

  /** As js-libp2p caps it. */
  private static final int MAX_NOT_WANTED = 512;

  private final RouterState state;

  LazyGossip(RouterState state) {
    this.state = state;
  }

  void onIHave(PeerId peer, PeerState sender, Rpc.IHave have) {
    var limits = state.config.limits();
    if (!state.isJoined(have.topic()) || !isHeard(peer)) return;
    if (sender.countIHave() > limits.iHavesPerHeartbeat()) return;
    var missing = new LinkedHashSet<MessageId>();
    for (var id : have.ids()) {
      if (!state.seen.contains(new LocalId(have.topic(), id)) && !state.promises.isPromised(id)) {
        missing.add(id);
      }
    }
    var ask = state.pick(missing, sender.askable(limits.idsPerHeartbeat()));
    if (ask.isEmpty()) return;
    sender.asked(ask.size());
    state.outbox.iWant(peer, ask);
    // One promise a request keeps the book small, and the peer cannot know which.
    state.promises.add(ask.getFirst(), peer, state.now + limits.followUp().toNanos());
  }

  void onIWant(PeerId peer, PeerState sender, List<MessageId> ids) {
    if (!isHeard(peer)) return;
    var limits = state.config.limits();
    var budget = MAX_ANSWER;
    for (var id : new LinkedHashSet<>(ids)) {
      if (!sender.mayRequest(limits.idsPerHeartbeat())) return;
      if (!sender.wants(id)) continue;
      var message = state.cache.request(id, peer, limits.retransmissions());
      if (message.isEmpty()) continue;
      budget -= message.get().data().size();
      if (budget < 0) return;
      state.outbox.send(List.of(peer), Rpc.of(message.get()), GossipEffect.Priority.FORWARD);
    }
  }

  void onIDontWant(PeerState sender, List<MessageId> ids) {
    ids.forEach(id -> sender.rejects(id, MAX_NOT_WANTED));
  }

  /** Advertises the topic's latest messages to some peers that are not {@code served} anyway. */
  void advertise(String topic, SortedSet<PeerId> served) {
    var ids = state.cache.recent(topic);
    if (ids.isEmpty()) return;
    var others = state.subscribers(topic, peer -> !served.contains(peer) && isHeard(peer));
    var mesh = state.config.mesh();
    var count = Math.max(mesh.lazy(), (int) (mesh.gossipFactor() * others.size()));
    for (var peer : state.pick(others, count)) {
      var advertised = new ArrayList<>(state.pick(ids, state.config.limits().idsPerHeartbeat()));
      state.outbox.iHave(peer, topic, advertised);
    }
  }

  private boolean isHeard(PeerId peer) {
    return state.scores.of(peer) >= state.config.scoring().gossipThreshold();
  }
}
