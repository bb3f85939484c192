package network.superblock.preconfirmation.storage;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private static final int MOST_BOUND = 200_000;

  private final SdkConfig.Caches caches;
  private final Map<Hash32, KnownCommitment> commitments = new HashMap<>();
  private final NavigableMap<UInt256, SortedMap<Hash32, KnownCommitment>> byNumber =
      new TreeMap<>();
  private final MemoryTxLists txLists;
  private final MemoryPending pending;
  private final Map<MessageId, Instant> seen = new Eldest<>(MOST_SEEN);
  private final Map<Promise, Hash32> bound = new Eldest<>(MOST_BOUND);
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
  public synchronized boolean storeCommitment(KnownCommitment commitment) {
    if (commitments.putIfAbsent(commitment.hash(), commitment) != null) return false;
    byNumber
        .computeIfAbsent(commitment.blockNumber(), _ -> new TreeMap<>())
        .put(commitment.hash(), commitment);
    var preconfirmation = commitment.preconfirmation();
    if (preconfirmation.namesTxList())
      txLists.refer(preconfirmation.rawTxListHash(), commitment.blockNumber());
    if (commitments.size() > caches.commitments()) forget(byNumber.firstKey(), true);
    return true;
  }

  @Override
  public synchronized Optional<KnownCommitment> commitment(Hash32 hash) {
    return Optional.ofNullable(commitments.get(hash));
  }

  @Override
  public synchronized List<KnownCommitment> commitments(UInt256 from, int most) {
    return byNumber.tailMap(from, true).values().stream()
        .limit(most)
        .map(MemoryStorage::latest)
        .toList();
  }

  private static KnownCommitment latest(SortedMap<Hash32, KnownCommitment> ofOneNumber) {
    Comparator<KnownCommitment> bySlot =
        Comparator.comparing(known -> known.preconfirmation().submissionWindowEnd());
    return ofOneNumber.values().stream()
        .max(bySlot.thenComparing(KnownCommitment::hash, Comparator.reverseOrder()))
        .orElseThrow();
  }

  @Override
  public synchronized List<KnownCommitment> removeFrom(UInt256 from) {
    var gone = new ArrayList<KnownCommitment>();
    for (var number : List.copyOf(byNumber.tailMap(from, true).keySet())) {
      gone.addAll(byNumber.getOrDefault(number, new TreeMap<>()).values());
      forget(number, false);
    }
    return gone;
  }

  @Override
  public synchronized Optional<KnownCommitment> latestBelow(UInt256 blockNumber) {
    var entry = byNumber.lowerEntry(blockNumber);
    return entry == null ? Optional.empty() : Optional.of(latest(entry.getValue()));
  }

  @Override
  public synchronized boolean storeTxList(RawTxList txList) {
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
  public synchronized List<PendingCommitment> pendingAt(UInt256 blockNumber) {
    return pending.at(blockNumber);
  }

  @Override
  public synchronized List<PendingCommitment> pendingSchedule(int most) {
    return pending.withoutSchedule(most);
  }

  @Override
  public synchronized void removePending(Hash32 hash) {
    pending.remove(hash);
  }

  @Override
  public synchronized void prunePending(UInt256 upTo, Instant since) {
    pending.prune(upTo, since);
  }

  @Override
  public synchronized Optional<Hash32> bind(Promise promise, Hash32 hash) {
    var before = bound.putIfAbsent(promise, hash);
    return Optional.ofNullable(before).filter(other -> !other.equals(hash));
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
      forget(byNumber.firstKey(), true);
    seen.values().removeIf(until -> !now.isBefore(until));
  }

  @Override
  public synchronized StorageSize size() {
    return new StorageSize(commitments.size(), txLists.count(), txLists.bytes(), pending.size());
  }

  @Override
  public void close() {}

  private void forget(UInt256 number, boolean withLists) {
    var gone = byNumber.remove(number);
    if (gone == null) return;
    for (var commitment : gone.values()) {
      commitments.remove(commitment.hash());
      var preconfirmation = commitment.preconfirmation();
      if (preconfirmation.namesTxList())
        txLists.release(preconfirmation.rawTxListHash(), withLists);
    }
  }
}
