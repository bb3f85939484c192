package network.superblock.runtime.kafka;

import network.superblock.protocol.message.InputOffsets;

/** Where a reader begins. */
public sealed interface ReadFrom {

  /** The oldest record that is kept. */
  record Beginning() implements ReadFrom {}

  /** What is written after the reader was opened. */
  record End() implements ReadFrom {}

  /** The named offsets; the oldest record of a partition that is not named. */
  record Offsets(InputOffsets next) implements ReadFrom {}

  static ReadFrom beginning() {
    return new Beginning();
  }

  static ReadFrom end() {
    return new End();
  }

  static ReadFrom offsets(InputOffsets next) {
    return new Offsets(next);
  }
}
