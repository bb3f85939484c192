package network.superblock.protocol.mailbox;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;

/** Where the Mailbox contract keeps what is proven of it. The contract's source promises these. */
public final class MailboxLayout {

  /** The storage slot of {@code uint256 foldCount}. */
  public static final Hash32 FOLD_COUNT = AbiWord.of(0);

  private static final Hash32 INBOX_ROOTS = AbiWord.of(1);
  private static final Hash32 OUTBOX_ROOTS = AbiWord.of(2);

  private MailboxLayout() {}

  /** The storage slot of {@code inboxRoot[peer]}. */
  public static Hash32 inboxRoot(ChainId peer) {
    return entry(INBOX_ROOTS, peer);
  }

  /** The storage slot of {@code outboxRoot[peer]}. */
  public static Hash32 outboxRoot(ChainId peer) {
    return entry(OUTBOX_ROOTS, peer);
  }

  /** The storage slots that a block's evidence proves when its xTs involve these other chains. */
  public static SortedSet<Hash32> provenSlots(Collection<ChainId> peers) {
    var slots = new TreeSet<Hash32>();
    slots.add(FOLD_COUNT);
    for (ChainId peer : peers) {
      slots.add(inboxRoot(peer));
      slots.add(outboxRoot(peer));
    }
    return slots;
  }

  private static Hash32 entry(Hash32 mapping, ChainId key) {
    return Keccak256.hash(AbiWord.of(key).bytes().concat(mapping.bytes()));
  }
}
