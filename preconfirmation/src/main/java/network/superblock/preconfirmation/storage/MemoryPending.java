package network.superblock.preconfirmation.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Hash32;

/** Commitments that wait, in the order they came, bounded in all and for each peer. */
final class MemoryPending {

  private final int most;
  private final int mostOfAPeer;
  private final Map<Hash32, PendingCommitment> waiting = new LinkedHashMap<>();
  private final Map<Hash32, Set<Hash32>> byParent = new HashMap<>();
  private final Map<String, Set<Hash32>> byPeer = new HashMap<>();

  MemoryPending(int most, int mostOfAPeer) {
    this.most = most;
    this.mostOfAPeer = mostOfAPeer;
  }

  void add(PendingCommitment pending) {
    var hash = pending.commitment().hash();
    if (waiting.containsKey(hash)) return;
    var ofPeer = byPeer.getOrDefault(pending.peer(), Set.of());
    if (ofPeer.size() >= mostOfAPeer) remove(ofPeer.iterator().next());
    if (waiting.size() >= most) remove(waiting.keySet().iterator().next());
    waiting.put(hash, pending);
    byParent.computeIfAbsent(parentOf(pending), _ -> new LinkedHashSet<>()).add(hash);
    byPeer.computeIfAbsent(pending.peer(), _ -> new LinkedHashSet<>()).add(hash);
  }

  List<PendingCommitment> children(Hash32 parent) {
    return byParent.getOrDefault(parent, Set.of()).stream()
        .flatMap(hash -> Stream.ofNullable(waiting.get(hash)))
        .sorted(Comparator.comparing(pending -> pending.commitment().blockNumber()))
        .toList();
  }

  List<PendingCommitment> at(UInt256 blockNumber) {
    return waiting.values().stream()
        .filter(pending -> pending.missing() == PendingCommitment.Missing.PARENT)
        .filter(pending -> pending.commitment().blockNumber().equals(blockNumber))
        .toList();
  }

  List<PendingCommitment> withoutSchedule(int limit) {
    return waiting.values().stream()
        .filter(pending -> pending.missing() == PendingCommitment.Missing.SCHEDULE)
        .sorted(Comparator.comparing(pending -> pending.commitment().blockNumber()))
        .limit(limit)
        .toList();
  }

  void remove(Hash32 hash) {
    var gone = waiting.remove(hash);
    if (gone == null) return;
    drop(byParent, parentOf(gone), hash);
    drop(byPeer, gone.peer(), hash);
  }

  void prune(UInt256 upTo, Instant since) {
    var over =
        waiting.values().stream()
            .filter(pending ->
                pending.since().isBefore(since)
                    || pending.commitment().blockNumber().compareTo(upTo) <= 0)
            .map(pending -> pending.commitment().hash())
            .toList();
    over.forEach(this::remove);
  }

  int size() {
    return waiting.size();
  }

  private static Hash32 parentOf(PendingCommitment pending) {
    return pending.commitment().preconfirmation().parentPreconfirmationHash();
  }

  private static <K> void drop(Map<K, Set<Hash32>> index, K key, Hash32 hash) {
    var set = index.get(key);
    if (set == null) return;
    set.remove(hash);
    if (set.isEmpty()) index.remove(key);
  }
}
