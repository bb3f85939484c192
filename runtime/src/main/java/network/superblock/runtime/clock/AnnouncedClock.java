package network.superblock.runtime.clock;

import java.time.InstantSource;

/** A clock that is moved by hand, and tells those who wait for an instant that it moved. */
public interface AnnouncedClock extends InstantSource {

  /** Calls {@code listener} after every move, on the thread that moves the clock. */
  void onMove(Runnable listener);
}
