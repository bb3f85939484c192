package network.superblock.preconfirmation.storage;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageId;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Hash32;

/** Keeps everything in memory, within its caps, and loses it with the process. */
public final class MemoryStorage implements PreconfirmationStorage {

  private static final int MOST_EVIDENCE = 1000;
  private static final int MOST_SEEN = 100_000;
  private static final int MOST_BOUND = 100_000;

  private static final Comparator<KnownCommitment> BY_SLOT =
      Comparator.comparing((KnownCommitment known) -> known.preconfirmation().submissionWindowEnd())
          .thenComparing(KnownCommitment::hash, Comparator.reverseOrder());

  private final SdkConfig.Caches caches;
  private final Map<Hash32, KnownCommitment> commitments = new HashMap<>();
  private final NavigableMap<UInt256, SortedMap<Hash32, KnownCommitment>> byNumber =
      new TreeMap<>();
  private final MemoryTxLists txLists;
  private final MemoryPending pending;
  private final Map<MessageId, Instant> seen = new Eldest<>(MOST_SEEN);
  private final Map<Promise, KnownCommitment> bound = new Eldest<>(MOST_BOUND);
  private final Deque<Equivocation> evidence = new ArrayDeque<>();
  private PreconfHead head = PreconfHead.NONE;
  private Optional<ConfirmedTip> tip = Optional.empty();

  public MemoryStorage(SdkConfig.Caches caches) {
    this.caches = caches;
    this.txLists = new MemoryTxLists(caches.txListBytes());
    this.pending = new MemoryPending(caches.pending(), caches.pendingPerPeer());
  }

  /** A map that forgets its eldest entries. */
  private static final class Eldest<K, V> extends LinkedHashMap<K, V> {
    private final int most;

    Eldest(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  @Override
  public synchronized Keeping storeCommitment(
      KnownCommitment commitment, Optional<RawTxList> list) {
    var first = bound.get(commitment.promise());
    if (first != null && !first.hash().equals(commitment.hash()))
      return new Keeping.Contradicts(first.signed());
    var stored = list.map(txLists::store).orElse(ListKeeping.KEPT_BEFORE);
    if (stored == ListKeeping.NO_ROOM) return new Keeping.NoRoom();
    var withNewList = stored == ListKeeping.KEPT;
    pending.remove(commitment);
    if (commitments.putIfAbsent(commitment.hash(), commitment) != null)
      return new Keeping.KeptBefore(withNewList);
    bound.put(commitment.promise(), commitment);
    byNumber
        .computeIfAbsent(commitment.blockNumber(), _ -> new TreeMap<>())
        .put(commitment.hash(), commitment);
    var preconfirmation = commitment.preconfirmation();
    if (preconfirmation.namesTxList())
      txLists.refer(preconfirmation.rawTxListHash(), commitment.blockNumber());
    raise(PreconfHead.of(preconfirmation));
    if (commitments.size() > caches.commitments()) forget(byNumber.firstKey());
    return new Keeping.Kept(head, withNewList);
  }

  private void raise(PreconfHead to) {
    var isBelowTip = tip.filter(at -> !to.blockNumber().isAfter(at.blockNumber())).isPresent();
    if (!isBelowTip && PreconfHead.BY_SLOT.compare(to, head) > 0) head = to;
  }

  @Override
  public synchronized Optional<KnownCommitment> commitment(Hash32 hash) {
    return Optional.ofNullable(commitments.get(hash));
  }

  @Override
  public synchronized List<KnownCommitment> commitments(UInt256 from, int most) {
    var page = byNumber.tailMap(from, true).values().stream().limit(most).toList();
    var last = latestOf(head.blockNumber());
    if (last.isEmpty()) return page.stream().map(MemoryStorage::latest).toList();
    // Each block of the chain has one promise: where there is no other, it is the chain's.
    if (page.stream().anyMatch(ofOneNumber -> ofOneNumber.size() > 1))
      return chainTo(last.get(), from).stream().limit(most).toList();
    return page.stream()
        .map(MemoryStorage::latest)
        .filter(known -> !known.blockNumber().isAfter(head.blockNumber()))
        .toList();
  }

  private Optional<KnownCommitment> latestOf(UInt256 number) {
    return Optional.ofNullable(byNumber.get(number)).map(MemoryStorage::latest);
  }

  private List<KnownCommitment> chainTo(KnownCommitment last, UInt256 from) {
    var chain = new TreeMap<UInt256, KnownCommitment>();
    var next = Optional.of(last);
    while (next.isPresent() && next.get().blockNumber().compareTo(from) >= 0) {
      var known = next.get();
      chain.putIfAbsent(known.blockNumber(), known);
      next = commitment(known.preconfirmation().parentPreconfirmationHash());
    }
    return List.copyOf(chain.values());
  }

  private static KnownCommitment latest(SortedMap<Hash32, KnownCommitment> ofOneNumber) {
    return ofOneNumber.values().stream().max(BY_SLOT).orElseThrow();
  }

  @Override
  public synchronized List<KnownCommitment> allFrom(UInt256 from) {
    return byNumber.tailMap(from, true).values().stream()
        .flatMap(ofOneNumber -> ofOneNumber.values().stream().sorted(BY_SLOT))
        .toList();
  }

  @Override
  public synchronized void rewind(Rewind rewind) {
    rewind.gone().forEach(this::takeOut);
    rewind
        .waiting()
        .forEach((hash, missing) ->
            takeOut(hash)
                .ifPresent(known ->
                    pending.put(new PendingCommitment(known, missing, "", rewind.since()))));
    head = rewind.head();
  }

  private Optional<KnownCommitment> takeOut(Hash32 hash) {
    var gone = Optional.ofNullable(commitments.remove(hash));
    gone.ifPresent(commitment -> {
      byNumber.computeIfPresent(
          commitment.blockNumber(),
          (_, ofOneNumber) -> {
            ofOneNumber.remove(hash);
            return ofOneNumber.isEmpty() ? null : ofOneNumber;
          });
      release(commitment, false);
    });
    return gone;
  }

  @Override
  public synchronized Optional<KnownCommitment> latestBelow(UInt256 blockNumber) {
    var entry = byNumber.lowerEntry(blockNumber);
    return entry == null ? Optional.empty() : Optional.of(latest(entry.getValue()));
  }

  @Override
  public synchronized ListKeeping storeTxList(RawTxList txList) {
    return txLists.store(txList);
  }

  @Override
  public synchronized Optional<Bytes> txList(Hash32 hash) {
    return txLists.body(hash);
  }

  @Override
  public synchronized List<Hash32> missingTxLists(int most) {
    return txLists.missing(most);
  }

  @Override
  public synchronized PreconfHead head() {
    return head;
  }

  @Override
  public synchronized void setHead(PreconfHead newHead) {
    head = newHead;
  }

  @Override
  public synchronized Optional<ConfirmedTip> confirmedTip() {
    return tip;
  }

  @Override
  public synchronized void setConfirmedTip(ConfirmedTip newTip) {
    tip = Optional.of(newTip);
    if (newTip.blockNumber().isAfter(head.blockNumber()))
      head = new PreconfHead(newTip.blockNumber(), UInt256.ZERO);
  }

  @Override
  public synchronized boolean hasSeen(MessageId id, Instant now) {
    var until = seen.get(id);
    return until != null && now.isBefore(until);
  }

  @Override
  public synchronized void markSeen(MessageId id, Instant until) {
    seen.put(id, until);
  }

  @Override
  public synchronized void addPending(PendingCommitment waiting) {
    pending.add(waiting);
  }

  @Override
  public synchronized List<PendingCommitment> pendingChildren(Hash32 parent) {
    return pending.children(parent);
  }

  @Override
  public synchronized List<PendingCommitment> pendingReady(int most) {
    return pending.ready(commitments::containsKey, tip.map(t -> t.blockNumber().next()), most);
  }

  @Override
  public synchronized List<PendingCommitment> pendingSchedule(int skipped, int most) {
    return pending.withoutSchedule(skipped, most);
  }

  @Override
  public synchronized void removePending(KnownCommitment commitment) {
    pending.remove(commitment);
  }

  @Override
  public synchronized void prunePending(Optional<UInt256> upTo, Instant since) {
    pending.prune(upTo, since);
  }

  @Override
  public synchronized void addEvidence(Equivocation equivocation) {
    if (evidence.contains(equivocation)) return;
    evidence.addFirst(equivocation);
    if (evidence.size() > MOST_EVIDENCE) evidence.removeLast();
  }

  @Override
  public synchronized List<Equivocation> evidence(int most) {
    return evidence.stream().limit(most).toList();
  }

  @Override
  public synchronized void prune(UInt256 below, Instant now) {
    while (!byNumber.isEmpty() && byNumber.firstKey().compareTo(below) < 0)
      forget(byNumber.firstKey());
    var time = UInt256.of(Math.max(now.getEpochSecond(), 0));
    bound
        .keySet()
        .removeIf(promise ->
            promise.blockNumber().compareTo(below) < 0 && !promise.windowEnd().isAfter(time));
  }

  @Override
  public synchronized void pruneSeen(Instant now) {
    seen.values().removeIf(until -> !now.isBefore(until));
  }

  @Override
  public synchronized StorageSize size() {
    return new StorageSize(commitments.size(), txLists.count(), txLists.bytes(), pending.size());
  }

  @Override
  public void close() {}

  private void forget(UInt256 number) {
    var gone = byNumber.remove(number);
    if (gone == null) return;
    for (var commitment : gone.values()) {
      commitments.remove(commitment.hash());
      release(commitment, true);
    }
  }

  private void release(KnownCommitment commitment, boolean withList) {
    var preconfirmation = commitment.preconfirmation();
    if (preconfirmation.namesTxList()) txLists.release(preconfirmation.rawTxListHash(), withList);
  }
}
