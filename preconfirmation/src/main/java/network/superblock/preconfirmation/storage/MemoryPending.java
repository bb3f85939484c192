package network.superblock.preconfirmation.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;

/** Commitments that wait, in the order they came, bounded in all and for each peer. */
final class MemoryPending {

  private final int most;
  private final int mostOfAPeer;
  private final Map<Name, PendingCommitment> waiting = new LinkedHashMap<>();
  private final Map<Hash32, Set<Name>> byParent = new HashMap<>();
  private final Map<String, Set<Name>> byPeer = new HashMap<>();

  // Anybody can sign another's promise: whose signature it is belongs to the name.
  private record Name(Hash32 hash, Address signer) {
    static Name of(KnownCommitment commitment) {
      return new Name(commitment.hash(), commitment.signer());
    }
  }

  MemoryPending(int most, int mostOfAPeer) {
    this.most = most;
    this.mostOfAPeer = mostOfAPeer;
  }

  void add(PendingCommitment pending) {
    var name = Name.of(pending.commitment());
    var before = waiting.get(name);
    if (before != null) {
      waiting.put(
          name,
          new PendingCommitment(
              before.commitment(), pending.missing(), before.peer(), before.since()));
      return;
    }
    var ofPeer = byPeer.getOrDefault(pending.peer(), Set.of());
    if (ofPeer.size() >= mostOfAPeer) remove(ofPeer.iterator().next());
    while (waiting.size() >= most) remove(waiting.keySet().iterator().next());
    put(pending);
  }

  /** Adds one that was kept before, whoever brought it; what comes later makes room. */
  void put(PendingCommitment pending) {
    var name = Name.of(pending.commitment());
    if (waiting.putIfAbsent(name, pending) != null) return;
    byParent.computeIfAbsent(parentOf(pending), _ -> new LinkedHashSet<>()).add(name);
    byPeer.computeIfAbsent(pending.peer(), _ -> new LinkedHashSet<>()).add(name);
  }

  List<PendingCommitment> children(Hash32 parent) {
    return byParent.getOrDefault(parent, Set.of()).stream()
        .flatMap(name -> Stream.ofNullable(waiting.get(name)))
        .sorted(Comparator.comparing(pending -> pending.commitment().blockNumber()))
        .toList();
  }

  /** What waits for a parent that {@code isThere}, or promises the block {@code next}. */
  List<PendingCommitment> ready(Predicate<Hash32> isThere, Optional<UInt256> next, int most) {
    return waiting.values().stream()
        .filter(pending -> pending.missing() == PendingCommitment.Missing.PARENT)
        .filter(pending ->
            isThere.test(parentOf(pending))
                || next.equals(Optional.of(pending.commitment().blockNumber())))
        .sorted(Comparator.comparing(pending -> pending.commitment().blockNumber()))
        .limit(most)
        .toList();
  }

  List<PendingCommitment> withoutSchedule(int skipped, int most) {
    return waiting.values().stream()
        .filter(pending -> pending.missing() == PendingCommitment.Missing.SCHEDULE)
        .sorted(Comparator.comparing(pending -> pending.commitment().blockNumber()))
        .skip(skipped)
        .limit(most)
        .toList();
  }

  void remove(KnownCommitment commitment) {
    remove(Name.of(commitment));
  }

  private void remove(Name name) {
    var gone = waiting.remove(name);
    if (gone == null) return;
    drop(byParent, parentOf(gone), name);
    drop(byPeer, gone.peer(), name);
  }

  void prune(Optional<UInt256> upTo, Instant since) {
    var over =
        waiting.values().stream()
            .filter(pending ->
                pending.since().isBefore(since)
                    || upTo.filter(tip -> !pending.commitment().blockNumber().isAfter(tip))
                        .isPresent())
            .map(pending -> Name.of(pending.commitment()))
            .toList();
    over.forEach(this::remove);
  }

  int size() {
    return waiting.size();
  }

  private static Hash32 parentOf(PendingCommitment pending) {
    return pending.commitment().preconfirmation().parentPreconfirmationHash();
  }

  private static <K> void drop(Map<K, Set<Name>> index, K key, Name name) {
    var set = index.get(key);
    if (set == null) return;
    set.remove(name);
    if (set.isEmpty()) index.remove(key);
  }
}
