package network.superblock.preconfirmation.catchup;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.ssz.UInt256;

/** Where catch-up stands. Every state knows the peers that could help. */
public sealed interface CatchUpState {

  SortedSet<PeerId> peers();

  /** Before the execution node is in sync. */
  record Idle(SortedSet<PeerId> peers) implements CatchUpState {
    public Idle {
      peers = copy(peers);
    }
  }

  /** After it. */
  sealed interface Running extends CatchUpState {

    UInt256 local();

    /** The one timer that counts. */
    long timer();

    /** How often in a row there was no progress. */
    int failures();
  }

  /**
   * Asking peers for their heads.
   *
   * @param awaited peers that have not answered
   * @param heads what the others said
   */
  record Discovering(
      SortedSet<PeerId> peers,
      UInt256 local,
      long timer,
      int failures,
      SortedSet<PeerId> awaited,
      SortedMap<PeerId, UInt256> heads)
      implements Running {
    public Discovering {
      peers = copy(peers);
      awaited = copy(awaited);
      heads = copy(heads);
    }
  }

  /**
   * Fetching pages.
   *
   * @param heads of the peers that have not failed us since discovery
   * @param highest of all heads heard of, for whoever wants to know how far it goes
   * @param asked the peer whose page is awaited; none during a back-off
   */
  record Syncing(
      SortedSet<PeerId> peers,
      UInt256 local,
      long timer,
      int failures,
      SortedMap<PeerId, UInt256> heads,
      UInt256 highest,
      Optional<PeerId> asked)
      implements Running {
    public Syncing {
      peers = copy(peers);
      heads = copy(heads);
    }
  }

  /** Nothing is missing that a peer could show. */
  record Live(SortedSet<PeerId> peers, UInt256 local, long timer, int failures) implements Running {
    public Live {
      peers = copy(peers);
    }
  }

  static CatchUpState initial() {
    return new Idle(new TreeSet<>());
  }

  private static SortedSet<PeerId> copy(SortedSet<PeerId> peers) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(peers));
  }

  private static SortedMap<PeerId, UInt256> copy(SortedMap<PeerId, UInt256> heads) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(heads));
  }
}
