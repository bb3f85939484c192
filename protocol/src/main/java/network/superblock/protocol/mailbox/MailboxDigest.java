package network.superblock.protocol.mailbox;

import network.superblock.protocol.Hash32;

/**
 * What one participant wrote to and consumed from one peer in one instance, each the fold from the
 * zero root in order. Two chains agree when each one's sent is the other's received.
 */
public record MailboxDigest(Hash32 sent, Hash32 received) {

  /** Nothing sent, nothing received. */
  public static final MailboxDigest NONE = new MailboxDigest(Hash32.ZERO, Hash32.ZERO);

  public boolean mirrors(MailboxDigest peers) {
    return sent.equals(peers.received) && received.equals(peers.sent);
  }
}
