package network.superblock.blockstore;

import java.util.List;
import network.superblock.protocol.message.ProtocolMessage;

/** What the sequencers and the publisher are told: verdicts and recovered blocks. */
public interface Answers {

  /**
   * Returns when all of them stand in the verdict topic.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException if that is not known
   */
  void tell(List<? extends ProtocolMessage> messages) throws InterruptedException;
}
