package network.superblock.blockstore.l1;

import network.superblock.blockstore.Mailboxes;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.runtime.l1.RegistryReader;
import network.superblock.runtime.lifecycle.UnavailableException;

/** The mailboxes by the registry, which has to have been read as far as the slot's leader had. */
final class RegistryMailboxes implements Mailboxes {

  private final RegistryReader registry;

  RegistryMailboxes(RegistryReader registry) {
    this.registry = registry;
  }

  @Override
  public Address of(ChainId chain, L1BlockRef l1Block) {
    if (isBehind(l1Block)) registry.refresh();
    if (isBehind(l1Block))
      throw new UnavailableException(
          "the registry was not read up to L1 block " + l1Block.number() + " yet",
          new IllegalStateException("last seen " + registry.finalized().at().number()));
    return registry
        .at(l1Block)
        .rollup(chain)
        .map(RegisteredRollup::mailbox)
        .orElseThrow(() ->
            new IllegalStateException(
                "a slot asks for a block of chain " + chain + ", which L1 does not know"));
  }

  private boolean isBehind(L1BlockRef l1Block) {
    return registry.finalized().at().number() < l1Block.number();
  }
}
