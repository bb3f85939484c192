package network.superblock.protocol.message;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.mailbox.MailboxDigest;

/** A participant's word on an instance; at most one ever. */
public record Vote(InstanceId instance, ChainId from, Ballot ballot) implements ProtocolMessage {

  /** For or against. */
  public sealed interface Ballot {

    /**
     * The simulation succeeded.
     *
     * @param digests for every other participant what was sent to it and consumed from it
     */
    record Commit(SortedMap<ChainId, MailboxDigest> digests) implements Ballot {
      public Commit {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
      }

      /** The digest towards {@code peer}; nothing sent or received where none was given. */
      public MailboxDigest towards(ChainId peer) {
        return digests.getOrDefault(peer, MailboxDigest.NONE);
      }
    }

    record Abort(VoteRefusal refusal) implements Ballot {}
  }
}
