package network.superblock.runtime.kafka;

import java.util.List;

/** Takes what a reader reads. Called by one thread, one call at a time. */
public interface Receiver {

  /**
   * Takes records, each partition's in order; never none. May block for as long as it likes: the
   * reader reads no further until it returns. When it fails because something is away (see {@link
   * network.superblock.runtime.lifecycle.Outage}), it is called again with the same records; any
   * other failure stops the service. With a stopped inbox the reading ends quietly.
   */
  void receive(List<Received> records) throws Exception;

  /**
   * All that stood in the topics when the reader was opened has been received. Called once by a
   * {@link TopicReader}, never for a group.
   */
  default void caughtUp() throws Exception {}
}
