package network.superblock.wire.transaction;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;

/** An account and its storage keys that a transaction announces to touch. See EIP-2930. */
public record AccessListEntry(Address account, List<Hash32> storageKeys) {

  public AccessListEntry {
    storageKeys = List.copyOf(storageKeys);
  }
}
