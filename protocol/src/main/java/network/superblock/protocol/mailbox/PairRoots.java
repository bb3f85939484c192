package network.superblock.protocol.mailbox;

import network.superblock.protocol.Hash32;

/** A chain's running mailbox roots towards one other chain, as its contract stores them. */
public record PairRoots(Hash32 inbox, Hash32 outbox) {

  public static final PairRoots NONE = new PairRoots(Hash32.ZERO, Hash32.ZERO);

  /** Everything one side wrote the other has consumed, and the reverse. */
  public boolean mirrors(PairRoots peers) {
    return inbox.equals(peers.outbox) && outbox.equals(peers.inbox);
  }
}
