package network.superblock.protocol.message;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;

/**
 * Where the network stands between two slots.
 *
 * @param number the last superblock's number
 * @param hash the last superblock's hash
 * @param heads each chain's block in the highest superblock that contains the chain
 * @param suspended chains whose missing block cost a committed xT: they join no xT until a
 *     superblock holds a block of theirs
 * @param rollBacks how many settlement rollbacks have been applied
 */
public record Ledger(
    SuperblockNumber number,
    Hash32 hash,
    SortedMap<ChainId, ChainHead> heads,
    SortedSet<ChainId> suspended,
    long rollBacks) {

  public Ledger {
    if (rollBacks < 0) throw new IllegalArgumentException("rollbacks must not be negative");
    heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
    suspended = Collections.unmodifiableSortedSet(new TreeSet<>(suspended));
  }

  /** Before the first superblock. */
  public static Ledger genesis(Hash32 genesisHash) {
    return new Ledger(
        new SuperblockNumber(0),
        genesisHash,
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        0);
  }
}
