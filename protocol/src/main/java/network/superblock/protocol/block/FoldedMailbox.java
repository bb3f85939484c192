package network.superblock.protocol.block;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;

/** A mailbox as the messages of a block change it, one by one. */
final class FoldedMailbox {

  private final SortedMap<ChainId, PairRoots> pairs = new TreeMap<>();
  private long folds;

  FoldedMailbox(MailboxState before, Collection<ChainId> peers) {
    folds = before.folds();
    peers.forEach(peer -> pairs.put(peer, before.with(peer)));
  }

  /** The fold counter, and the roots towards the peers alone. */
  MailboxState state() {
    return new MailboxState(folds, pairs);
  }

  void write(MailboxMessage message) {
    ChainId peer = message.header().destination();
    PairRoots roots = rootsTowards(peer);
    pairs.put(peer, new PairRoots(roots.inbox(), MailboxFold.fold(roots.outbox(), message)));
    folds++;
  }

  void consume(MailboxMessage message) {
    ChainId peer = message.header().source();
    PairRoots roots = rootsTowards(peer);
    pairs.put(peer, new PairRoots(MailboxFold.fold(roots.inbox(), message), roots.outbox()));
    folds++;
  }

  private PairRoots rootsTowards(ChainId peer) {
    PairRoots roots = pairs.get(peer);
    if (roots == null) throw new IllegalArgumentException("chain " + peer + " is no peer");
    return roots;
  }
}
