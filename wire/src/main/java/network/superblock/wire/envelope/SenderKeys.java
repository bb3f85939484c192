package network.superblock.wire.envelope;

import java.util.Set;
import network.superblock.protocol.Address;
import network.superblock.wire.Sender;

/** Which keys may sign as a sender, as the registry says at the slot's named L1 block. */
public interface SenderKeys {

  /** Several while a key is rotated or a service has replicas; none of an unknown sender. */
  Set<Address> keysOf(Sender sender);
}
