package network.superblock.simulator.chain;

import java.util.HashMap;
import java.util.Map;
import network.superblock.protocol.Hash32;

/** What the bytes of each block mean to whoever has them. */
public final class Blocks {

  private final Map<Hash32, SimulatedBlock> byHash = new HashMap<>();

  public SimulatedBlock publish(SimulatedBlock block) {
    byHash.put(block.hash(), block);
    return block;
  }

  /**
   * The block that hashes to {@code hash}.
   *
   * @throws IllegalArgumentException if nobody ever made such a block
   */
  public SimulatedBlock decode(Hash32 hash) {
    var block = byHash.get(hash);
    if (block == null) throw new IllegalArgumentException("no block hashes to " + hash);
    return block;
  }

  public boolean isKnown(Hash32 hash) {
    return byHash.containsKey(hash);
  }
}
