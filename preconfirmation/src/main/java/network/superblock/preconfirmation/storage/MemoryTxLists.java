package network.superblock.preconfirmation.storage;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.protocol.Hash32;
import org.jspecify.annotations.Nullable;

/** Transaction lists, counted by the commitments that name them, within a budget of bytes. */
final class MemoryTxLists {

  private final long capacity;
  private final Map<Hash32, Entry> entries = new LinkedHashMap<>();
  private long bytes;

  private static final class Entry {
    int references;
    UInt256 lowestBlock = UInt256.ZERO;
    @Nullable Bytes body;
  }

  MemoryTxLists(long capacity) {
    this.capacity = capacity;
  }

  void refer(Hash32 hash, UInt256 block) {
    var entry = entries.computeIfAbsent(hash, _ -> new Entry());
    if (entry.references++ == 0 || block.compareTo(entry.lowestBlock) < 0)
      entry.lowestBlock = block;
  }

  /**
   * One commitment less names it; without any it goes, unless it is to stay while there is room.
   */
  void release(Hash32 hash, boolean entirely) {
    var entry = entries.get(hash);
    if (entry == null || --entry.references > 0) return;
    if (entirely || entry.body == null) remove(hash);
  }

  ListKeeping store(RawTxList txList) {
    var known = entries.get(txList.hash());
    if (known != null && known.body != null) return ListKeeping.KEPT_BEFORE;
    if (!makeRoom(txList.txList().size())) return ListKeeping.NO_ROOM;
    entries.computeIfAbsent(txList.hash(), _ -> new Entry()).body = txList.txList();
    bytes += txList.txList().size();
    return ListKeeping.KEPT;
  }

  Optional<Bytes> body(Hash32 hash) {
    var entry = entries.get(hash);
    return entry == null ? Optional.empty() : Optional.ofNullable(entry.body);
  }

  List<Hash32> missing(int most) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().references > 0 && entry.getValue().body == null)
        .sorted(Comparator.comparing(entry -> entry.getValue().lowestBlock))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  long count() {
    return entries.values().stream().filter(entry -> entry.body != null).count();
  }

  long bytes() {
    return bytes;
  }

  /** Nothing goes where even that would not be enough. */
  private boolean makeRoom(int size) {
    if (bytes + size <= capacity) return true;
    var unnamed =
        entries.entrySet().stream()
            .filter(entry -> entry.getValue().references == 0)
            .map(Map.Entry::getKey)
            .toList();
    var free = unnamed.stream().mapToLong(this::sizeOf).sum();
    if (bytes - free + size > capacity) return false;
    for (var hash : unnamed) {
      if (bytes + size <= capacity) break;
      remove(hash);
    }
    return true;
  }

  private long sizeOf(Hash32 hash) {
    return body(hash).map(Bytes::size).orElse(0);
  }

  private void remove(Hash32 hash) {
    var entry = entries.remove(hash);
    if (entry != null && entry.body != null) bytes -= entry.body.size();
  }
}
