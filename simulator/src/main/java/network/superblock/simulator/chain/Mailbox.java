package network.superblock.simulator.chain;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.collection.PersistentSortedMap;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;

/** The mailbox contract of SBCP section 8, on one rollup. */
final class Mailbox {

  private PersistentSortedMap<MailboxHeader, Bytes> inbox = PersistentSortedMap.empty();
  private PersistentSortedMap<MailboxHeader, Bytes> consumed = PersistentSortedMap.empty();
  private PersistentSortedMap<MailboxHeader, Bytes> written = PersistentSortedMap.empty();
  private PersistentSortedMap<ChainId, PairRoots> pairs = PersistentSortedMap.empty();
  private long folds;

  Mailbox copy() {
    var copy = new Mailbox();
    copy.inbox = inbox;
    copy.consumed = consumed;
    copy.written = written;
    copy.pairs = pairs;
    copy.folds = folds;
    return copy;
  }

  /** False, as the contract reverts, if there is such a message already. */
  boolean put(MailboxMessage message) {
    if (inbox.containsKey(message.header())) return false;
    inbox = inbox.with(message.header(), message.data());
    return true;
  }

  Optional<Bytes> find(MailboxHeader header) {
    return inbox.get(header);
  }

  /** Whether this read of {@code message} is its first. */
  boolean consume(MailboxMessage message) {
    if (consumed.containsKey(message.header())) return false;
    consumed = consumed.with(message.header(), message.data());
    var roots = rootsWith(message.header().source());
    pairs =
        pairs.with(
            message.header().source(),
            new PairRoots(MailboxFold.fold(roots.inbox(), message), roots.outbox()));
    folds++;
    return true;
  }

  /** False, as the contract reverts, if there is such a message already. */
  boolean write(MailboxMessage message) {
    if (written.containsKey(message.header())) return false;
    written = written.with(message.header(), message.data());
    var roots = rootsWith(message.header().destination());
    pairs =
        pairs.with(
            message.header().destination(),
            new PairRoots(roots.inbox(), MailboxFold.fold(roots.outbox(), message)));
    folds++;
    return true;
  }

  /** The fold counter, and the roots towards {@code peers}. */
  MailboxState proven(SortedSet<ChainId> peers) {
    var used = new TreeMap<ChainId, PairRoots>();
    for (var peer : peers) used.put(peer, rootsWith(peer));
    return new MailboxState(folds, used);
  }

  private PairRoots rootsWith(ChainId peer) {
    return pairs.get(peer).orElse(PairRoots.NONE);
  }
}
