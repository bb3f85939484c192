package network.superblock.protocol.scp;

import java.util.List;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.message.Vote.Ballot;

/** The digests that a leg votes with: for each peer the fold of what went there and came thence. */
final class Digests {

  private Digests() {}

  static Ballot.Commit of(Leg leg, List<MailboxAccess> accesses) {
    var digests = new TreeMap<ChainId, MailboxDigest>();
    for (var peer : leg.peers()) digests.put(peer, MailboxDigest.NONE);
    for (var access : accesses)
      digests.computeIfPresent(peerOf(access), (_, digest) -> fold(digest, access));
    return new Ballot.Commit(digests);
  }

  private static ChainId peerOf(MailboxAccess access) {
    return switch (access) {
      case Written(var message) -> message.header().destination();
      case Consumed(var message) -> message.header().source();
    };
  }

  private static MailboxDigest fold(MailboxDigest digest, MailboxAccess access) {
    return switch (access) {
      case Written(var message) ->
          new MailboxDigest(MailboxFold.fold(digest.sent(), message), digest.received());
      case Consumed(var message) ->
          new MailboxDigest(digest.sent(), MailboxFold.fold(digest.received(), message));
    };
  }
}
