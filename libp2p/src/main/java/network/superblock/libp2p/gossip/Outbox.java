package network.superblock.libp2p.gossip;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.libp2p.peer.PeerId;

/** Gathers what a step sends; all control to one peer goes out in one RPC. */
final class Outbox {

  private final List<GossipEffect> effects = new ArrayList<>();
  private final SortedMap<PeerId, Draft> drafts = new TreeMap<>();

  private static final class Draft {
    final List<Rpc.IHave> iHave = new ArrayList<>();
    final List<MessageId> iWant = new ArrayList<>();
    final List<String> graft = new ArrayList<>();
    final List<Rpc.Prune> prune = new ArrayList<>();
    final List<MessageId> iDontWant = new ArrayList<>();
  }

  void iHave(PeerId to, String topic, List<MessageId> ids) {
    draft(to).iHave.add(new Rpc.IHave(topic, ids));
  }

  void iWant(PeerId to, List<MessageId> ids) {
    draft(to).iWant.addAll(ids);
  }

  void graft(PeerId to, String topic) {
    draft(to).graft.add(topic);
  }

  void prune(PeerId to, String topic, long backOffSeconds) {
    draft(to).prune.add(new Rpc.Prune(topic, backOffSeconds));
  }

  void iDontWant(PeerId to, MessageId id) {
    draft(to).iDontWant.add(id);
  }

  void send(Collection<PeerId> to, Rpc rpc, GossipEffect.Priority priority) {
    if (!to.isEmpty()) effects.add(new GossipEffect.Send(new TreeSet<>(to), rpc, priority));
  }

  void add(GossipEffect effect) {
    effects.add(effect);
  }

  List<GossipEffect> drain() {
    drafts.forEach((to, draft) -> send(List.of(to), rpc(draft), GossipEffect.Priority.CONTROL));
    drafts.clear();
    var drained = List.copyOf(effects);
    effects.clear();
    return drained;
  }

  private Draft draft(PeerId to) {
    return drafts.computeIfAbsent(to, _ -> new Draft());
  }

  private static Rpc rpc(Draft draft) {
    return Rpc.of(
        new Rpc.Control(draft.iHave, draft.iWant, draft.graft, draft.prune, draft.iDontWant));
  }
}
