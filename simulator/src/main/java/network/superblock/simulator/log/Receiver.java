package network.superblock.simulator.log;

import java.time.Instant;

/** Who reads a partition. */
public interface Receiver<T> {

  /**
   * Takes one record.
   *
   * @param at when it was appended
   */
  void receive(long offset, T value, Instant at);
}
