package network.superblock.sequencer.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;
import network.superblock.sequencer.LocalTransactions;
import network.superblock.sequencer.transaction.Account;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.TransactionDecoder;
import network.superblock.wire.transaction.TransactionDecoding;
import network.superblock.wire.transaction.Wei;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pool and its durable copy in step: a transaction is durable before anyone hears that it
 * was taken, and forgotten only when it can never be in a block again.
 */
public final class PoolKeeper {

  private static final Logger log = LoggerFactory.getLogger(PoolKeeper.class);

  private final LocalPool pool;
  private final LocalTransactions durable;
  private final TransactionDecoder decoder;

  public PoolKeeper(LocalPool pool, LocalTransactions durable, TransactionDecoder decoder) {
    this.pool = pool;
    this.durable = durable;
    this.decoder = decoder;
  }

  /** Fills the pool with what waited when the service ended. */
  public void load() {
    pool.returnToFront(decoded(durable.waiting()));
  }

  public PoolAdmission admit(SignedTransaction transaction, Account sender) {
    PoolAdmission admission = pool.admit(transaction, sender);
    if (admission instanceof PoolAdmission.Admitted(var replaced)) {
      try {
        durable.keep(transaction.hash(), transaction.raw());
      } catch (RuntimeException e) {
        pool.remove(transaction);
        throw e;
      }
      replaced.ifPresent(old -> durable.forget(List.of(old.hash())));
    }
    return admission;
  }

  public Optional<SignedTransaction> find(Hash32 hash) {
    return pool.find(hash);
  }

  /** Whether it came back from a block or a draft that is no more. */
  public boolean isReturned(SignedTransaction transaction) {
    return pool.isReturned(transaction);
  }

  /** The nonces of what waits of a sender. */
  public Set<Long> noncesOf(Address sender) {
    return pool.noncesOf(sender);
  }

  public int size() {
    return pool.size();
  }

  public Optional<SignedTransaction> next(
      LocalPool.Accounts accounts, Wei baseFee, Predicate<SignedTransaction> eligible) {
    return pool.next(accounts, baseFee, eligible);
  }

  /** The transaction stands in a draft, which the journal keeps. */
  public void drafted(Bytes raw) {
    decoded(List.of(raw)).forEach(pool::remove);
  }

  public void returned(List<Bytes> transactions) {
    pool.returnToFront(decoded(transactions));
  }

  public void refused(SignedTransaction transaction, String reason) {
    log.info("dropped {}: {}", transaction, reason);
    pool.remove(transaction);
    durable.forget(List.of(transaction.hash()));
  }

  public void refused(Bytes raw, String reason) {
    decoded(List.of(raw)).forEach(transaction -> refused(transaction, reason));
  }

  /** A block was made of some, and of some it turned out that they cannot be in it. */
  public void sealed(BlockRef block, List<Hash32> hashes, List<SignedTransaction> dropped) {
    dropped.forEach(transaction -> refused(transaction, "ran otherwise than it was simulated"));
    durable.sealed(block, hashes);
  }

  /** What is in blocks that are no more waits again, before all others. */
  public void unseal(Predicate<BlockRef> isNoMore) {
    List<Hash32> gone = durable.sealedIn().stream().filter(isNoMore).map(BlockRef::hash).toList();
    if (gone.isEmpty()) return;
    List<Bytes> back = durable.unseal(gone);
    log.info("{} local transactions of {} dropped blocks wait again", back.size(), gone.size());
    returned(back);
  }

  /** Forgets what can never be in a block any more. */
  public void removeStale(LocalPool.Accounts accounts) {
    List<SignedTransaction> stale = pool.removeStale(accounts);
    if (!stale.isEmpty()) durable.forget(stale.stream().map(SignedTransaction::hash).toList());
  }

  private List<SignedTransaction> decoded(List<Bytes> raws) {
    var transactions = new ArrayList<SignedTransaction>();
    for (Bytes raw : raws)
      if (decoder.decode(raw) instanceof TransactionDecoding.Decoded(var transaction))
        transactions.add(transaction);
    return transactions;
  }
}
