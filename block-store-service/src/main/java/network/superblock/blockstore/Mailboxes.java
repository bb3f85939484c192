package network.superblock.blockstore;

import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.L1BlockRef;

/** Where each rollup's mailbox stands, as L1 registers it. */
public interface Mailboxes {

  /**
   * The mailbox that was registered at a final L1 block.
   *
   * @throws network.superblock.runtime.lifecycle.UnavailableException if L1 was not read as far yet
   */
  Address of(ChainId chain, L1BlockRef l1Block);
}
