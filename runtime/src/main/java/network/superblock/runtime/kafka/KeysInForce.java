package network.superblock.runtime.kafka;

import java.util.Set;
import network.superblock.protocol.Address;
import network.superblock.wire.Sender;
import network.superblock.wire.envelope.SenderKeys;

/** The keys that count in the slot that was opened last. Safe for many threads. */
final class KeysInForce implements SenderKeys {

  private final KeyRing ring;
  private volatile SenderKeys current;

  private KeysInForce(KeyRing ring, long l1Block) {
    this.ring = ring;
    this.current = ring.since(l1Block);
  }

  /** Before any slot is known: the keys of the last final L1 block. */
  static KeysInForce latest(KeyRing ring) {
    return new KeysInForce(ring, Long.MAX_VALUE);
  }

  static KeysInForce since(KeyRing ring, long l1Block) {
    return new KeysInForce(ring, l1Block);
  }

  /** A slot was opened that names {@code l1Block}. */
  void opened(long l1Block) {
    current = ring.since(l1Block);
  }

  @Override
  public Set<Address> keysOf(Sender sender) {
    return current.keysOf(sender);
  }
}
