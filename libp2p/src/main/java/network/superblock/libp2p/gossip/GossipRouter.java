package network.superblock.libp2p.gossip;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.libp2p.peer.PeerId;

/**
 * Gossipsub without I/O: an event and the time in, effects out. With the same randomness and the
 * same events it does the same. Confined to one thread.
 */
final class GossipRouter {

  private final RouterState state;
  private final Membership membership;
  private final Dissemination dissemination;
  private final LazyGossip gossip;
  private final Heartbeat heartbeat;

  GossipRouter(GossipConfig config, MessageAuthority authority, Random random, long now) {
    this.state = new RouterState(config, random, now);
    this.membership = new Membership(state);
    this.dissemination = new Dissemination(state, authority);
    this.gossip = new LazyGossip(state);
    this.heartbeat = new Heartbeat(state, membership, gossip, dissemination);
  }

  List<GossipEffect> on(GossipEvent event, long now) {
    state.now = now;
    switch (event) {
      case GossipEvent.PeerConnected e -> membership.connect(e.peer(), e.dialled());
      case GossipEvent.VersionAgreed e -> agree(e);
      case GossipEvent.PeerLost e -> membership.disconnect(e.peer());
      case GossipEvent.RpcReceived e -> receive(e.peer(), e.rpc());
      case GossipEvent.TopicJoined e -> membership.join(e.topic());
      case GossipEvent.TopicLeft e -> membership.leave(e.topic());
      case GossipEvent.MessageAuthored e -> dissemination.author(e.topic(), e.data());
      case GossipEvent.MessageJudged e -> dissemination.judge(e.id(), e.verdict());
      case GossipEvent.ApplicationScored e -> state.scores.application(e.peer(), e.score());
      case GossipEvent.HeartbeatDue _ -> heartbeat.beat();
    }
    return state.outbox.drain();
  }

  GossipStats stats() {
    var scores = new TreeMap<PeerId, Double>();
    state.peers.keySet().forEach(peer -> scores.put(peer, state.scores.of(peer)));
    var mesh = new TreeMap<String, SortedSet<PeerId>>();
    state.mesh.forEach(
        (topic, peers) -> mesh.put(topic, Collections.unmodifiableSortedSet(new TreeSet<>(peers))));
    var counters = state.counters;
    return new GossipStats(
        scores,
        mesh,
        counters.received,
        counters.duplicates,
        counters.invalid,
        counters.accepted,
        counters.ignored,
        counters.rejected,
        counters.published,
        counters.overflowed,
        dissemination.pending());
  }

  private void agree(GossipEvent.VersionAgreed agreed) {
    var peer = state.peers.get(agreed.peer());
    if (peer != null) peer.agree(agreed.version());
  }

  private void receive(PeerId peer, Rpc rpc) {
    var sender = state.peers.get(peer);
    if (sender == null) return;
    if (isGraylisted(peer)) return;
    rpc.subscriptions().forEach(change -> membership.onSubscription(peer, sender, change));
    for (var message : rpc.publish()) {
      // Asked each time: one RPC may hold thousands of forgeries.
      if (isGraylisted(peer)) return;
      dissemination.receive(peer, message);
    }
    var control = rpc.control();
    control.iHave().forEach(have -> gossip.onIHave(peer, sender, have));
    if (!control.iWant().isEmpty()) gossip.onIWant(peer, sender, control.iWant());
    control.graft().forEach(topic -> membership.onGraft(peer, topic));
    control.prune().forEach(prune -> membership.onPrune(peer, prune));
    gossip.onIDontWant(sender, control.iDontWant());
  }

  private boolean isGraylisted(PeerId peer) {
    return state.scores.of(peer) < state.config.scoring().graylistThreshold();
  }
}
