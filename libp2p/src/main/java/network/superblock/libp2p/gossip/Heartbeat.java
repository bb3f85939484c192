package network.superblock.libp2p.gossip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import network.superblock.libp2p.peer.PeerId;

/** What is due at regular intervals. See gossipsub 1.1, "Heartbeat". */
final class Heartbeat {

  private final RouterState state;
  private final Membership membership;
  private final LazyGossip gossip;
  private final Dissemination dissemination;
  private long ticks;

  Heartbeat(
      RouterState state, Membership membership, LazyGossip gossip, Dissemination dissemination) {
    this.state = state;
    this.membership = membership;
    this.gossip = gossip;
    this.dissemination = dissemination;
  }

  void beat() {
    ticks++;
    var interval = state.config.mesh().heartbeat().toNanos();
    state.promises.broken(state.now).forEach(state.scores::misbehaved);
    state.scores.decay(state.now);
    state.backOffs.expire(state.now, interval);
    state.seen.expire(state.now);
    dissemination.heartbeat();
    List.copyOf(state.mesh.keySet()).forEach(this::maintain);
    maintainFanout();
    state.cache.shift();
    state.peers.values().forEach(PeerState::heartbeat);
  }

  private void maintain(String topic) {
    var shape = state.config.mesh();
    dropUnfit(topic);
    if (state.meshOf(topic).size() < shape.low()) membership.fill(topic, shape.degree());
    if (state.meshOf(topic).size() > shape.high()) cutDown(topic);
    if (state.meshOf(topic).size() >= shape.low()) graftOutbound(topic);
    if (ticks % shape.opportunisticTicks() == 0) graftBetter(topic);
    gossip.advertise(topic, state.meshOf(topic));
  }

  private void dropUnfit(String topic) {
    for (var peer : List.copyOf(state.meshOf(topic))) {
      if (state.scores.of(peer) < 0) membership.prune(peer, topic);
    }
  }

  /** Keeps the best, fills up at random, and sees to it that enough of them were our choice. */
  private void cutDown(String topic) {
    var shape = state.config.mesh();
    var ranked = new ArrayList<>(state.pick(state.meshOf(topic), Integer.MAX_VALUE));
    ranked.sort(Comparator.comparingDouble(state.scores::of).reversed());
    var order = new ArrayList<>(ranked.subList(0, shape.bestKept()));
    order.addAll(state.pick(ranked.subList(shape.bestKept(), ranked.size()), ranked.size()));
    var kept = new ArrayList<>(order.subList(0, shape.degree()));
    var rest = new ArrayList<>(order.subList(shape.degree(), order.size()));
    var missing = shape.outbound() - countDialled(kept);
    for (var peer : rest.stream().filter(state::isDialled).limit(Math.max(missing, 0)).toList()) {
      var replaced = kept.reversed().stream().filter(p -> !state.isDialled(p)).findFirst();
      if (replaced.isEmpty()) break;
      kept.remove(replaced.get());
      kept.add(peer);
    }
    order.stream().filter(peer -> !kept.contains(peer)).forEach(p -> membership.prune(p, topic));
  }

  private void graftOutbound(String topic) {
    var missing = state.config.mesh().outbound() - countDialled(List.copyOf(state.meshOf(topic)));
    var candidates = state.graftable(topic).stream().filter(state::isDialled).toList();
    state.pick(candidates, missing).forEach(peer -> membership.graft(peer, topic));
  }

  /** A mesh of poor peers looks for better ones, as it may have been taken over. */
  private void graftBetter(String topic) {
    var inMesh = state.meshOf(topic);
    if (inMesh.size() < 2) return;
    var median = inMesh.stream().map(state.scores::of).sorted().skip(inMesh.size() / 2).findFirst();
    if (median.isEmpty() || median.get() >= state.config.scoring().opportunisticThreshold()) return;
    var better =
        state.graftable(topic).stream()
            .filter(peer -> state.scores.of(peer) > median.get())
            .toList();
    state
        .pick(better, state.config.mesh().opportunisticPeers())
        .forEach(peer -> membership.graft(peer, topic));
  }

  private void maintainFanout() {
    var ttl = state.config.mesh().fanoutTtl().toNanos();
    state.fanout.values().removeIf(fanout -> state.now - fanout.publishedAt >= ttl);
    state.fanout.forEach((topic, fanout) -> {
      fanout.peers.removeIf(peer -> !mayPublishTo(peer));
      refill(topic, fanout.peers);
      gossip.advertise(topic, fanout.peers);
    });
  }

  private void refill(String topic, SortedSet<PeerId> peers) {
    var others = state.subscribers(topic, peer -> !peers.contains(peer) && mayPublishTo(peer));
    peers.addAll(state.pick(others, state.config.mesh().degree() - peers.size()));
  }

  private boolean mayPublishTo(PeerId peer) {
    return state.scores.of(peer) >= state.config.scoring().publishThreshold();
  }

  private int countDialled(List<PeerId> peers) {
    return (int) peers.stream().filter(state::isDialled).count();
  }
}
