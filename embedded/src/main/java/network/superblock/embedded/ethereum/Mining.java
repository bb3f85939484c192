package network.superblock.embedded.ethereum;

import java.time.Duration;

/** When a node makes a block. */
public sealed interface Mining {

  /** Only when asked to, by {@code evm_mine}. */
  record OnDemand() implements Mining {}

  /** As soon as a transaction arrives, one block for each. */
  record EveryTransaction() implements Mining {}

  /** At a steady pace, with or without transactions. */
  record Every(Duration interval) implements Mining {

    public Every {
      if (interval.toMillis() <= 0) {
        throw new IllegalArgumentException("a block interval of at least 1 ms: " + interval);
      }
    }
  }
}
