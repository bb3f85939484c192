package network.superblock.protocol.mailbox;

import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.hash.Keccak256;

/** The key under which a mailbox contract keeps a message. See SBCP section 8. */
public record MailboxKey(Hash32 hash) implements Comparable<MailboxKey> {

  /** Keccak-256 of the packed encoding of the header's six fields. */
  public static MailboxKey of(MailboxHeader header) {
    return new MailboxKey(
        Hash32.of(
            new Keccak256()
                .update(AbiWord.of(header.source()).bytes())
                .update(AbiWord.of(header.destination()).bytes())
                .update(header.sender().bytes())
                .update(header.receiver().bytes())
                .update(header.session().bytes())
                .update(header.label())
                .digest()));
  }

  @Override
  public int compareTo(MailboxKey other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}
