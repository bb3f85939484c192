package network.superblock.sequencer;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;

/**
 * The local transactions that were taken from users and may still be owed to them: the truth, of
 * which the node's own pool knows nothing. All methods are durable when they return.
 */
public interface LocalTransactions {

  /** Keeps a transaction behind all others. Keeping it again changes nothing. */
  void keep(Hash32 hash, Bytes transaction);

  /** Forgets transactions for good. */
  void forget(List<Hash32> hashes);

  /**
   * A transaction that is in no block.
   *
   * @param place the lowest goes first; below zero if it came back from a block or a draft that is
   *     no more
   */
  record Waiting(Hash32 hash, Bytes raw, long place) {}

  /**
   * The first of those that are in no block, by their places.
   *
   * @param limit at most so many
   */
  List<Waiting> waiting(int limit);

  /** Those of these that are in no block go before all others, in this order. */
  void putFirst(List<Hash32> hashes);

  /** The block holds these, in this order. */
  void sealed(BlockRef block, List<Hash32> hashes);

  /** The blocks that are not final and hold some, the lowest first. */
  List<BlockRef> sealedIn();

  /** These blocks are no more: their transactions wait again, before all others, in their order. */
  void unseal(List<Hash32> blocks);
}
