package network.superblock.protocol.mailbox;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;

/**
 * What is proven of a chain's mailbox under a block's state root.
 *
 * @param folds how many messages the contract ever folded into a root
 * @param pairs the roots towards each other chain that a proof has named so far
 */
public record MailboxState(long folds, SortedMap<ChainId, PairRoots> pairs) {

  public static final MailboxState EMPTY = new MailboxState(0, Collections.emptySortedMap());

  public MailboxState {
    if (folds < 0) throw new IllegalArgumentException("fold counter must not be negative");
    pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
  }

  /** The roots towards {@code peer}; zero roots where none was ever proven. */
  public PairRoots with(ChainId peer) {
    return pairs.getOrDefault(peer, PairRoots.NONE);
  }

  /** This state overlaid by what a later block has proven. */
  public MailboxState updatedBy(MailboxState later) {
    var merged = new TreeMap<>(pairs);
    merged.putAll(later.pairs);
    return new MailboxState(later.folds, merged);
  }
}
