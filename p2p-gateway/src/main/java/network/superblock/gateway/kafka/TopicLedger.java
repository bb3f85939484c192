package network.superblock.gateway.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.InputOffsets;

/**
 * What is known to stand on the topics, and from where they are read on. Its methods block and are
 * safe for many threads. Records go by {@link RecordId}.
 */
public interface TopicLedger {

  /** The next offset of each partition; none before the first {@link #passed}. */
  InputOffsets place();

  /** These stand on the topics; durable when it returns. */
  void note(ChainId chain, Collection<Hash32> records, Instant at);

  /** Those of the records that stand there. */
  Set<Hash32> standing(ChainId chain, Collection<Hash32> records);

  /** The effect of everything before these offsets is durable. */
  void passed(InputOffsets next);

  /** The topics do not keep what was noted before: it is forgotten here too. */
  void forget(Instant before);
}
