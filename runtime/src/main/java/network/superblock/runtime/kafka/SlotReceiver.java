package network.superblock.runtime.kafka;

import java.util.List;

/** Takes the slot topic as it counts. Called by one thread, one call at a time. */
public interface SlotReceiver {

  /**
   * Takes records in order; never none. May block. When it fails because something is away, it is
   * called again with the same records; any other failure stops the service.
   */
  void receive(List<SlotEntry> entries) throws Exception;

  /** All that stood in the topic when the reader was opened has been received. Called once. */
  default void caughtUp() throws Exception {}
}
