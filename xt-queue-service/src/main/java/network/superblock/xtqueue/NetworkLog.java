package network.superblock.xtqueue;

import network.superblock.xtqueue.fold.LogRecord;
import network.superblock.xtqueue.fold.Position;

/** The topics that tell what becomes of xTs. */
public interface NetworkLog {

  /** Takes one record; blocks while there is no room for it. */
  interface Sink {
    void put(LogRecord record) throws InterruptedException;
  }

  /** What is being read. */
  interface Reading extends AutoCloseable {

    /** Ends the reading; returns when the sink is not called any more. */
    @Override
    void close();
  }

  /**
   * Reads from {@code from} on.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException if Kafka does not answer
   * @throws IllegalArgumentException if the log does not reach back to {@code from} any more
   */
  Reading read(Position from, Sink sink);
}
