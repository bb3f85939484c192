package network.superblock.libp2p.gossip;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import network.superblock.libp2p.peer.PeerId;

/** Who is in which topic's mesh: JOIN, LEAVE, GRAFT and PRUNE. See gossipsub 1.1, "Pruning". */
final class Membership {

  private static final Duration GRAFT_FLOOD = Duration.ofSeconds(10);
  private static final long MAX_BACK_OFF_SECONDS = 3600;

  private final RouterState state;

  Membership(RouterState state) {
    this.state = state;
  }

  void connect(PeerId peer, boolean dialled) {
    if (state.peers.containsKey(peer)) return;
    state.peers.put(peer, new PeerState(dialled));
    state.scores.connect(peer);
    var ours =
        state.mesh.keySet().stream().map(topic -> new Rpc.Subscription(topic, true)).toList();
    if (!ours.isEmpty()) {
      state.outbox.send(List.of(peer), Rpc.of(ours), GossipEffect.Priority.CONTROL);
    }
  }

  void disconnect(PeerId peer) {
    if (state.peers.remove(peer) == null) return;
    state.mesh.values().forEach(peers -> peers.remove(peer));
    state.fanout.values().forEach(fanout -> fanout.peers.remove(peer));
    state.promises.forget(peer);
    state.scores.disconnect(peer, state.now);
  }

  void join(String topic) {
    if (state.isJoined(topic)) return;
    announce(new Rpc.Subscription(topic, true));
    var fanout = state.fanout.remove(topic);
    state.mesh.put(topic, new TreeSet<>());
    if (fanout != null) {
      fanout.peers.stream()
          .filter(state.graftable(topic)::contains)
          .forEach(peer -> graft(peer, topic));
    }
    fill(topic, state.config.mesh().degree());
  }

  void leave(String topic) {
    var peers = state.mesh.remove(topic);
    if (peers == null) return;
    var backOff = state.config.mesh().unsubscribeBackOff();
    for (var peer : peers) {
      state.outbox.prune(peer, topic, backOff.toSeconds());
      state.backOffs.start(peer, topic, state.now, backOff.toNanos());
    }
    announce(new Rpc.Subscription(topic, false));
  }

  void onSubscription(PeerId peer, PeerState sender, Rpc.Subscription change) {
    if (change.subscribe()) {
      sender.subscribe(change.topic());
      return;
    }
    sender.unsubscribe(change.topic());
    var inMesh = state.mesh.get(change.topic());
    if (inMesh != null) inMesh.remove(peer);
    var fanout = state.fanout.get(change.topic());
    if (fanout != null) fanout.peers.remove(peer);
  }

  /** Never answered by a GRAFT: two peers would go on for ever. */
  void onGraft(PeerId peer, String topic) {
    var inMesh = state.mesh.get(topic);
    if (inMesh == null || inMesh.contains(peer)) return;
    if (state.backOffs.holds(peer, topic, state.now)) {
      var flooding = state.backOffs.age(peer, topic, state.now) < GRAFT_FLOOD.toNanos();
      state.scores.misbehaved(peer, flooding ? 2 : 1);
      refuse(peer, topic);
    } else if (state.scores.of(peer) < 0) {
      refuse(peer, topic);
    } else if (inMesh.size() >= state.config.mesh().high() && !state.isDialled(peer)) {
      refuse(peer, topic);
    } else {
      inMesh.add(peer);
    }
  }

  void onPrune(PeerId peer, Rpc.Prune prune) {
    var inMesh = state.mesh.get(prune.topic());
    if (inMesh == null) return;
    inMesh.remove(peer);
    var ours = state.config.mesh().pruneBackOff().toSeconds();
    var asked = prune.backOffSeconds() > 0 ? prune.backOffSeconds() : ours;
    var seconds = Math.min(asked, MAX_BACK_OFF_SECONDS);
    state.backOffs.start(peer, prune.topic(), state.now, Duration.ofSeconds(seconds).toNanos());
  }

  /** Grafts random peers until the topic's mesh has {@code size}. */
  void fill(String topic, int size) {
    state
        .pick(state.graftable(topic), size - state.meshOf(topic).size())
        .forEach(peer -> graft(peer, topic));
  }

  void graft(PeerId peer, String topic) {
    var inMesh = state.mesh.get(topic);
    if (inMesh != null && inMesh.add(peer)) state.outbox.graft(peer, topic);
  }

  void prune(PeerId peer, String topic) {
    var inMesh = state.mesh.get(topic);
    if (inMesh != null && inMesh.remove(peer)) refuse(peer, topic);
  }

  private void refuse(PeerId peer, String topic) {
    var backOff = state.config.mesh().pruneBackOff();
    state.outbox.prune(peer, topic, backOff.toSeconds());
    state.backOffs.start(peer, topic, state.now, backOff.toNanos());
  }

  private void announce(Rpc.Subscription change) {
    state.outbox.send(state.peers.keySet(), Rpc.of(List.of(change)), GossipEffect.Priority.CONTROL);
  }
}
