package network.superblock.superblock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.superblock.l1.SignedTransaction;
import network.superblock.superblock.publishing.Attempt;
import network.superblock.superblock.publishing.Attempt.Delivery;
import network.superblock.superblock.publishing.Change;
import network.superblock.superblock.publishing.GasFee;
import network.superblock.superblock.publishing.Nonce;
import network.superblock.superblock.publishing.Standing;
import network.superblock.superblock.publishing.Standing.Anchor;
import reactor.core.publisher.Mono;

/** What this service keeps about L1. */
public interface SettlementStore {

  /**
   * A stored transaction.
   *
   * @param superblock the one that it publishes
   * @param gasLimit in gas
   * @param preparedAt the newest L1 block at that time
   * @param sent whether a node's taking it was recorded
   */
  record StoredAttempt(
      Nonce nonce,
      int ordinal,
      Hash32 superblock,
      SignedTransaction transaction,
      GasFee fee,
      long gasLimit,
      long preparedAt,
      boolean sent) {

    /** The attempt, given the transactions that L1's node knows. */
    public Attempt seenBy(Set<Hash32> known) {
      var pooled = known.contains(transaction.hash());
      var delivery = !sent ? Delivery.PREPARED : pooled ? Delivery.POOLED : Delivery.DROPPED;
      return new Attempt(nonce, ordinal, superblock, transaction.hash(), fee, preparedAt, delivery);
    }
  }

  /**
   * A change that was applied.
   *
   * @param sinceClosed for a superblock: how long after its slot's end
   */
  record Applied(Change change, Duration sinceClosed) {}

  /** A superblock that is not believed. */
  record Refusal(SuperblockNumber number, String reason) {}

  Mono<Standing> standing();

  /** The first superblock that is not believed, unless a rollback has made it void. */
  Mono<Optional<Refusal>> refusal();

  /** Whether this is genesis or a superblock of ours. */
  Mono<Boolean> knows(Anchor superblock);

  /** The hash of our superblock of that number; empty if there is none that counts. */
  Mono<Optional<Hash32>> hashOf(SuperblockNumber number);

  /** Applies the changes in order, with the events that tell of them, all or none. */
  Mono<List<Applied>> apply(List<Change> changes);

  /** The last transaction of each nonce from {@code first} on, ascending. */
  Mono<List<StoredAttempt>> attempts(Nonce first);

  /** The attempt whose transaction this is; empty if it is not one of ours. */
  Mono<Optional<StoredAttempt>> attempt(Hash32 transaction);

  /** Stores a signed transaction before it is sent. */
  Mono<Void> prepare(StoredAttempt attempt);

  /** A node has taken the transaction. */
  Mono<Void> sent(StoredAttempt attempt);
}
