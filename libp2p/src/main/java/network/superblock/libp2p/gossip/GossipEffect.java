package network.superblock.libp2p.gossip;

import java.util.SortedSet;
import network.superblock.libp2p.peer.PeerId;

/** What the driver must do next. */
sealed interface GossipEffect {

  /** In order of importance: what is less important gives way to what is more. */
  enum Priority {
    CONTROL,
    OWN,
    FORWARD
  }

  record Send(SortedSet<PeerId> to, Rpc rpc, Priority priority) implements GossipEffect {}

  /** Ask the application for its verdict. */
  record Judge(LocalId id, ReceivedMessage message) implements GossipEffect {}

  /** The outcome of an authored message. */
  record Authored(MessageId id, SortedSet<PeerId> recipients) implements GossipEffect {}
}
