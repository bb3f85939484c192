package network.superblock.sequencer.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.sequencer.transaction.Account;
import network.superblock.sequencer.transaction.TransactionRefusal;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;

/**
 * The waiting transactions of each sender by nonce, and which of them is next: what comes back from
 * a block that is no more, then whoever pays the highest tip, then whoever came first. Safe for
 * many threads.
 */
public final class LocalPool {

  /** An account as the draft leaves it. */
  @FunctionalInterface
  public interface Accounts {
    Account of(Address address);

    /**
     * These are asked for soon: whoever asks elsewhere for each of them may ask for all at once.
     */
    default void prepare(Collection<Address> addresses) {}
  }

  private record Candidate(PooledTransaction pooled, Wei tip) {}

  private static final Comparator<Candidate> NEXT =
      Comparator.comparing((Candidate candidate) -> !candidate.pooled().returned())
          .thenComparing(
              (one, other) -> one.pooled().returned() ? 0 : other.tip().compareTo(one.tip()))
          .thenComparingLong(candidate -> candidate.pooled().arrival());

  private final PoolLimits limits;
  private final SortedMap<Address, NavigableMap<Long, PooledTransaction>> senders = new TreeMap<>();
  private int size;
  private long arrivals;
  private long returns;

  public LocalPool(PoolLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes a transaction, or says why not. Its form and its fee were checked before.
   *
   * @param sender the sender's account, as the draft leaves it
   */
  public synchronized PoolAdmission admit(SignedTransaction transaction, Account sender) {
    if (contains(transaction)) return refused(TransactionRefusal.alreadyKnown());
    Optional<PooledTransaction> rival = find(transaction.sender(), transaction.nonce());
    if (rival.isPresent() && !outbids(transaction, rival.get().transaction()))
      return refused(TransactionRefusal.replacementUnderpriced());
    Optional<TransactionRefusal> refusal = noRoom(transaction, rival.isPresent());
    if (refusal.isEmpty()) refusal = unaffordable(transaction, sender);
    if (refusal.isPresent()) return refused(refusal.get());
    put(new PooledTransaction(transaction, ++arrivals));
    return new PoolAdmission.Admitted(rival.map(PooledTransaction::transaction));
  }

  /**
   * Puts transactions before all others, in this order; the last that wait make room for them.
   *
   * @return whether something had to make room
   */
  public synchronized boolean returnToFront(List<SignedTransaction> transactions) {
    long first = returns - transactions.size();
    for (int i = 0; i < transactions.size(); i++)
      put(new PooledTransaction(transactions.get(i), first + i));
    returns = first;
    return trim();
  }

  /**
   * What came of taking up transactions that are kept elsewhere.
   *
   * @param replaced those whose sender and nonce another one has that pays more
   * @param trimmed whether there was no room for all that wait
   */
  record Restored(List<SignedTransaction> replaced, boolean trimmed) {}

  /** Takes up transactions at the places that they have. */
  synchronized Restored restore(List<PooledTransaction> kept) {
    var replaced = new ArrayList<SignedTransaction>();
    for (PooledTransaction pooled : kept) {
      SignedTransaction transaction = pooled.transaction();
      Optional<PooledTransaction> rival = find(transaction.sender(), transaction.nonce());
      boolean wins =
          rival
              .filter(other ->
                  !other.transaction().body().feeCap().isLessThan(transaction.body().feeCap()))
              .isEmpty();
      if (wins) put(pooled);
      if (rival.isPresent() && !contains(rival.get().transaction()))
        replaced.add(rival.get().transaction());
      if (!contains(transaction)) replaced.add(transaction);
      returns = Math.min(returns, pooled.arrival());
      arrivals = Math.max(arrivals, pooled.arrival());
    }
    return new Restored(List.copyOf(replaced), trim());
  }

  /** Drops the last that wait, down to what the pool holds at most. */
  private boolean trim() {
    if (size <= limits.transactions()) return false;
    senders.values().stream()
        .flatMap(own -> own.values().stream())
        .sorted(Comparator.comparingLong(PooledTransaction::arrival).reversed())
        .limit(size - limits.transactions())
        .toList()
        .forEach(last -> remove(last.transaction()));
    return true;
  }

  /** How many transactions it holds at most. */
  int capacity() {
    return limits.transactions();
  }

  synchronized Set<Hash32> hashes() {
    var hashes = new HashSet<Hash32>();
    for (var own : senders.values())
      for (var pooled : own.values()) hashes.add(pooled.transaction().hash());
    return hashes;
  }

  public synchronized void remove(SignedTransaction transaction) {
    NavigableMap<Long, PooledTransaction> own = senders.get(transaction.sender());
    if (own == null || !contains(transaction)) return;
    own.remove(transaction.nonce());
    size--;
    if (own.isEmpty()) senders.remove(transaction.sender());
  }

  /**
   * The transaction that should be in the block next.
   *
   * @param eligible those that are not to be tried now answer false
   */
  public synchronized Optional<SignedTransaction> next(
      Accounts accounts, Wei baseFee, Predicate<SignedTransaction> eligible) {
    accounts.prepare(senders.keySet());
    return senders.entrySet().stream()
        .flatMap(own -> nextOf(own.getValue(), accounts.of(own.getKey())).stream())
        .filter(pooled -> pooled.transaction().body().pays(baseFee))
        .filter(pooled -> eligible.test(pooled.transaction()))
        .map(pooled -> new Candidate(pooled, pooled.transaction().body().effectiveTip(baseFee)))
        .min(NEXT)
        .map(candidate -> candidate.pooled().transaction());
  }

  /** Removes and returns what can never be in a block any more: its nonce is used up. */
  public synchronized List<SignedTransaction> removeStale(Accounts accounts) {
    accounts.prepare(senders.keySet());
    List<SignedTransaction> stale =
        senders.entrySet().stream()
            .flatMap(
                own -> own.getValue().headMap(accounts.of(own.getKey()).nonce()).values().stream())
            .map(PooledTransaction::transaction)
            .toList();
    stale.forEach(this::remove);
    return stale;
  }

  public synchronized Optional<SignedTransaction> find(Hash32 hash) {
    return senders.values().stream()
        .flatMap(own -> own.values().stream())
        .map(PooledTransaction::transaction)
        .filter(transaction -> transaction.hash().equals(hash))
        .findFirst();
  }

  /** Whether it waits, and came back from a block or a draft that is no more. */
  public synchronized boolean isReturned(SignedTransaction transaction) {
    return find(transaction.sender(), transaction.nonce())
        .filter(PooledTransaction::returned)
        .isPresent();
  }

  /** The nonces of what waits of a sender. */
  public synchronized Set<Long> noncesOf(Address sender) {
    return Set.copyOf(senders.getOrDefault(sender, new TreeMap<>()).keySet());
  }

  public synchronized int size() {
    return size;
  }

  private Optional<TransactionRefusal> noRoom(SignedTransaction transaction, boolean replaces) {
    if (replaces) return Optional.empty();
    if (size >= limits.transactions()) return Optional.of(TransactionRefusal.poolFull());
    int own = senders.getOrDefault(transaction.sender(), new TreeMap<>()).size();
    return own >= limits.perSender()
        ? Optional.of(TransactionRefusal.accountLimitExceeded())
        : Optional.empty();
  }

  /** The balance must cover whatever of the sender waits. */
  private Optional<TransactionRefusal> unaffordable(SignedTransaction transaction, Account sender) {
    Wei queued =
        senders.getOrDefault(transaction.sender(), new TreeMap<>()).values().stream()
            .filter(other -> other.transaction().nonce() != transaction.nonce())
            .map(other -> other.transaction().body().maxCost())
            .reduce(Wei.ZERO, Wei::plus);
    Wei cost = transaction.body().maxCost();
    return sender.balance().isLessThan(queued.plus(cost))
        ? Optional.of(TransactionRefusal.insufficientFundsWithQueue(sender.balance(), queued, cost))
        : Optional.empty();
  }

  private boolean outbids(SignedTransaction transaction, SignedTransaction rival) {
    Transaction body = transaction.body();
    return !body.feeCap().isLessThan(bumped(rival.body().feeCap()))
        && !body.tipCap().isLessThan(bumped(rival.body().tipCap()));
  }

  /** At least one more: a percentage of nothing is nothing. */
  private Wei bumped(Wei price) {
    var bumped =
        new Wei(price.times(100 + limits.priceBump()).amount().divide(Wei.of(100).amount()));
    return bumped.compareTo(price) > 0 ? bumped : price.plus(Wei.of(1));
  }

  private static Optional<PooledTransaction> nextOf(
      NavigableMap<Long, PooledTransaction> own, Account account) {
    return Optional.ofNullable(own.get(account.nonce()));
  }

  private void put(PooledTransaction pooled) {
    SignedTransaction transaction = pooled.transaction();
    var own = senders.computeIfAbsent(transaction.sender(), _ -> new TreeMap<>());
    if (own.put(transaction.nonce(), pooled) == null) size++;
  }

  private boolean contains(SignedTransaction transaction) {
    return find(transaction.sender(), transaction.nonce())
        .filter(known -> known.transaction().hash().equals(transaction.hash()))
        .isPresent();
  }

  private Optional<PooledTransaction> find(Address sender, long nonce) {
    return Optional.ofNullable(senders.get(sender)).map(own -> own.get(nonce));
  }

  private static PoolAdmission refused(TransactionRefusal refusal) {
    return new PoolAdmission.Refused(refusal);
  }
}
