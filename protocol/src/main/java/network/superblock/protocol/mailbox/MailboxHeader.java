package network.superblock.protocol.mailbox;

import java.util.Comparator;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/**
 * The six fields that name a mailbox message. Messages are matched by all of them, never by the
 * order of their arrival.
 *
 * @param sender the contract that writes on the source chain
 * @param receiver the contract that reads on the destination chain
 * @param session 256 bits, big-endian
 * @param label the contract's raw bytes; a label that is not UTF-8 cannot cross the wire
 */
public record MailboxHeader(
    ChainId source,
    ChainId destination,
    Address sender,
    Address receiver,
    Hash32 session,
    Bytes label)
    implements Comparable<MailboxHeader> {

  private static final Comparator<MailboxHeader> ORDER =
      Comparator.comparing(MailboxHeader::source)
          .thenComparing(MailboxHeader::destination)
          .thenComparing(MailboxHeader::sender)
          .thenComparing(MailboxHeader::receiver)
          .thenComparing(MailboxHeader::session)
          .thenComparing(MailboxHeader::label);

  @Override
  public int compareTo(MailboxHeader other) {
    return ORDER.compare(this, other);
  }
}
