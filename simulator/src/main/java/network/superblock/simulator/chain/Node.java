package network.superblock.simulator.chain;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;

/** A rollup's execution node: a process of its own that keeps its blocks when others crash. */
public final class Node {

  private final List<SimulatedBlock> blocks = new ArrayList<>();

  public Node(ChainId chain) {
    blocks.add(SimulatedBlock.genesis(chain));
  }

  public SimulatedBlock head() {
    return blocks.getLast();
  }

  public Hash32 genesis() {
    return blocks.getFirst().hash();
  }

  public boolean has(BlockRef block) {
    return block.number().value() < blocks.size()
        && blocks.get((int) block.number().value()).hash().equals(block.hash());
  }

  /** Makes the block the head. */
  public void revertTo(BlockRef block) {
    if (!has(block)) throw new IllegalArgumentException("the node has no block " + block);
    blocks.subList((int) block.number().value() + 1, blocks.size()).clear();
  }

  /** Puts a block on top. */
  public void append(SimulatedBlock block) {
    if (!block.parent().equals(head().hash()))
      throw new IllegalArgumentException("block " + block.number() + " has another parent");
    blocks.add(block);
  }

  /** Loses everything but the first {@code kept} blocks and the genesis block. */
  public void lose(int kept) {
    if (blocks.size() > kept + 1) blocks.subList(kept + 1, blocks.size()).clear();
  }
}
