package network.superblock.protocol.message;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/**
 * What lets a stranger check a block without its node.
 *
 * @param receipts the receipts as the receipts trie holds them (EIP-2718), in order
 * @param mailboxAccount the EIP-1186 account proof of the mailbox under the block's state root
 * @param mailboxSlots EIP-1186 proofs of the mailbox's fold counter and of the used pairs' roots
 */
public record BlockEvidence(
    List<Bytes> receipts, List<Bytes> mailboxAccount, List<StorageProof> mailboxSlots) {

  public static final BlockEvidence NONE = new BlockEvidence(List.of(), List.of(), List.of());

  public BlockEvidence {
    receipts = List.copyOf(receipts);
    mailboxAccount = List.copyOf(mailboxAccount);
    mailboxSlots = List.copyOf(mailboxSlots);
  }

  /** A storage slot's value (a 32-byte word) and the trie nodes that prove it. */
  public record StorageProof(Hash32 slot, Hash32 value, List<Bytes> nodes) {
    public StorageProof {
      nodes = List.copyOf(nodes);
    }
  }
}
