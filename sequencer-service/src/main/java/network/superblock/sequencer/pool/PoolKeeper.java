package network.superblock.sequencer.pool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;
import network.superblock.runtime.failpoint.Failpoints;
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
 * was taken, and forgotten only when it can never be in a block again. What the pool has no room
 * for waits in the durable copy alone until there is room.
 *
 * <p>Admission and questions may come from many threads; everything else from the workshop's.
 */
public final class PoolKeeper {

  private static final Logger log = LoggerFactory.getLogger(PoolKeeper.class);

  private final LocalPool pool;
  private final LocalTransactions durable;
  private final TransactionDecoder decoder;

  /** They wait as far as the durable copy knows, but stand in the draft. */
  private final Set<Hash32> inDraft = new HashSet<>();

  /** The durable copy has more that waits than the pool. */
  private volatile boolean spilled;

  /** An outage has cut off a change of the durable copy: nobody knows whether it was made. */
  private volatile boolean unsure;

  public PoolKeeper(LocalPool pool, LocalTransactions durable, TransactionDecoder decoder) {
    this.pool = pool;
    this.durable = durable;
    this.decoder = decoder;
  }

  /** Fills the pool with what waited when the service ended. */
  public void load() {
    refill();
  }

  public PoolAdmission admit(SignedTransaction transaction, Account sender) {
    PoolAdmission admission = pool.admit(transaction, sender);
    if (admission instanceof PoolAdmission.Admitted(var replaced)) {
      try {
        durable.keep(transaction.hash(), transaction.raw());
        Failpoints.reach("sequencer.local-kept");
      } catch (RuntimeException e) {
        pool.remove(transaction);
        // It may be there all the same, and so is what it would have replaced.
        unsure = true;
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
    if (unsure || (spilled && pool.size() <= pool.capacity() / 2)) refill();
    return pool.next(accounts, baseFee, eligible);
  }

  /** The transaction stands in a draft, which the journal keeps. */
  public void drafted(Bytes raw) {
    for (SignedTransaction transaction : decoded(List.of(raw))) {
      inDraft.add(transaction.hash());
      pool.remove(transaction);
    }
  }

  /** The draft that they stood in is no more: they wait again, before all others. */
  public void returned(List<Bytes> transactions) {
    List<SignedTransaction> back = decoded(transactions);
    List<Hash32> hashes = back.stream().map(SignedTransaction::hash).toList();
    durable.putFirst(hashes);
    inDraft.removeAll(Set.copyOf(hashes));
    spilled |= pool.returnToFront(back);
  }

  public void refused(SignedTransaction transaction, String reason) {
    log.info("dropped {}: {}", transaction, reason);
    pool.remove(transaction);
    inDraft.remove(transaction.hash());
    durable.forget(List.of(transaction.hash()));
  }

  public void refused(Bytes raw, String reason) {
    decoded(List.of(raw)).forEach(transaction -> refused(transaction, reason));
  }

  /** A block was made of some, and of some it turned out that they cannot be in it. */
  public void sealed(BlockRef block, List<Hash32> hashes, List<SignedTransaction> dropped) {
    dropped.forEach(transaction -> refused(transaction, "ran otherwise than it was simulated"));
    durable.sealed(block, hashes);
    inDraft.removeAll(Set.copyOf(hashes));
  }

  /** What is in blocks that are no more waits again, before all others. */
  public void unseal(Predicate<BlockRef> isNoMore) {
    // Whatever draft there was is put away by now.
    inDraft.clear();
    List<Hash32> gone = durable.sealedIn().stream().filter(isNoMore).map(BlockRef::hash).toList();
    if (!gone.isEmpty()) {
      unsure = true;
      durable.unseal(gone);
      log.info("the local transactions of {} dropped blocks wait again", gone.size());
    }
    if (unsure) refill();
  }

  /** Takes up what waits in the durable copy and not in the pool, the first first. */
  private void refill() {
    int most = pool.capacity() + inDraft.size();
    List<LocalTransactions.Waiting> waiting = durable.waiting(most + 1);
    Set<Hash32> known = pool.hashes();
    known.addAll(inDraft);
    var missing = new ArrayList<PooledTransaction>();
    for (LocalTransactions.Waiting each : waiting)
      if (!known.contains(each.hash()))
        for (SignedTransaction transaction : decoded(List.of(each.raw())))
          missing.add(new PooledTransaction(transaction, each.place()));
    LocalPool.Restored restored = pool.restore(missing);
    durable.forget(restored.replaced().stream().map(SignedTransaction::hash).toList());
    spilled = restored.trimmed() || waiting.size() > most;
    unsure = false;
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
