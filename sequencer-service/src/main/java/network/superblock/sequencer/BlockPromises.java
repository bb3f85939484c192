package network.superblock.sequencer;

import network.superblock.protocol.message.L2Block;
import network.superblock.runtime.kafka.TopicWriter;

/** Tells the preconfirmation network of sealed blocks, before L1 knows of them. */
public interface BlockPromises {

  /** For a rollup that promises nothing. */
  BlockPromises NONE = (_, _) -> {};

  /**
   * Writes a block's promise, which is durable before it leaves and stays the same however often
   * the block is sent; it is sent with the block. Does not wait for Kafka.
   */
  void promise(L2Block block, TopicWriter writer);
}
