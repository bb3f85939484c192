package network.superblock.runtime.kafka;

import network.superblock.wire.envelope.SenderKeys;

/** Which keys may sign, as L1 says. See SBCP section 11. */
public interface KeyRing {

  /**
   * The keys that were registered at some finalized L1 block from {@code l1Block} on, now and as
   * more blocks become final. So a key that was taken out before the slot counts no more, and one
   * that was added for the next slot counts already.
   */
  SenderKeys since(long l1Block);

  /**
   * Asks L1 for what became final since the last look. Blocks.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException if L1 does not answer
   */
  void refresh();
}
