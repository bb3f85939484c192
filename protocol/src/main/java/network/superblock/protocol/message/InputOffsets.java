package network.superblock.protocol.message;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From where a publisher reads its inputs again when it takes over a slot: the next offset of each
 * topic partition, named {@code topic-partition}. Opaque to the protocol.
 */
public record InputOffsets(SortedMap<String, Long> next) {

  public static final InputOffsets NONE = new InputOffsets(Collections.emptySortedMap());

  public InputOffsets {
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }
}
