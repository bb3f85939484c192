package network.superblock.preconfirmation.catchup;

import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.catchup.CatchUpState.Discovering;
import network.superblock.preconfirmation.catchup.CatchUpState.Syncing;
import network.superblock.preconfirmation.ssz.UInt256;

/** What peers that come, go and make claims change in a state, which else stands. */
final class Standing {

  private Standing() {}

  static Syncing withoutClaim(Syncing s, PeerId peer) {
    var heads = new TreeMap<>(s.heads());
    heads.remove(peer);
    return new Syncing(
        without(s.peers(), peer),
        s.local(),
        s.timer(),
        s.failures(),
        heads,
        s.highest(),
        s.asked());
  }

  static Syncing join(Syncing s, PeerId peer) {
    return new Syncing(
        with(s.peers(), peer),
        s.local(),
        s.timer(),
        s.failures(),
        s.heads(),
        s.highest(),
        s.asked());
  }

  static Discovering leave(Discovering s, PeerId peer) {
    return new Discovering(
        without(s.peers(), peer), s.local(), s.timer(), s.failures(), s.awaited(), s.heads());
  }

  static Syncing claim(Syncing s, PeerId peer, UInt256 head) {
    var heads = new TreeMap<>(s.heads());
    heads.put(peer, head);
    var highest = head.isAfter(s.highest()) ? head : s.highest();
    return new Syncing(s.peers(), s.local(), s.timer(), s.failures(), heads, highest, s.asked());
  }

  static Discovering advance(Discovering s, UInt256 local) {
    return new Discovering(
        s.peers(), max(s.local(), local), s.timer(), s.failures(), s.awaited(), s.heads());
  }

  static Syncing advance(Syncing s, UInt256 local) {
    return new Syncing(
        s.peers(),
        max(s.local(), local),
        s.timer(),
        s.failures(),
        s.heads(),
        s.highest(),
        s.asked());
  }

  static UInt256 max(UInt256 a, UInt256 b) {
    return a.isAfter(b) ? a : b;
  }

  static SortedSet<PeerId> with(SortedSet<PeerId> peers, PeerId peer) {
    var more = new TreeSet<>(peers);
    more.add(peer);
    return more;
  }

  static SortedSet<PeerId> without(SortedSet<PeerId> peers, PeerId peer) {
    var fewer = new TreeSet<>(peers);
    fewer.remove(peer);
    return fewer;
  }
}
