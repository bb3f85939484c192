package network.superblock.simulator.log;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import network.superblock.protocol.ChainId;

/** A topic with a partition for each chain. */
public final class PerChain<T> {

  private final SortedMap<ChainId, Partition<T>> partitions;

  PerChain(Network network, List<ChainId> chains) {
    var all = new TreeMap<ChainId, Partition<T>>();
    for (var chain : chains) all.put(chain, network.partition());
    partitions = Collections.unmodifiableSortedMap(all);
  }

  /**
   * The chain's partition.
   *
   * @throws IllegalArgumentException if the network has no such chain
   */
  public Partition<T> of(ChainId chain) {
    var partition = partitions.get(chain);
    if (partition == null) throw new IllegalArgumentException("no chain " + chain);
    return partition;
  }

  public void forEach(BiConsumer<ChainId, Partition<T>> visitor) {
    partitions.forEach(visitor);
  }
}
