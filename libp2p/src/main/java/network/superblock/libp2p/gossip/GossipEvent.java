package network.superblock.libp2p.gossip;

import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;

/** What can happen to the router. */
sealed interface GossipEvent {

  /** A connection to the peer is up; which version it speaks is not known yet. */
  record PeerConnected(PeerId peer, boolean dialled) implements GossipEvent {}

  /** Our stream to the peer is open. */
  record VersionAgreed(PeerId peer, Version version) implements GossipEvent {}

  /** The last connection is lost, or the peer does not gossip. */
  record PeerLost(PeerId peer) implements GossipEvent {}

  record RpcReceived(PeerId peer, Rpc rpc) implements GossipEvent {}

  record TopicJoined(String topic) implements GossipEvent {}

  record TopicLeft(String topic) implements GossipEvent {}

  record MessageAuthored(String topic, Bytes data) implements GossipEvent {}

  record MessageJudged(LocalId id, Verdict verdict) implements GossipEvent {}

  record ApplicationScored(PeerId peer, double score) implements GossipEvent {}

  record HeartbeatDue() implements GossipEvent {}
}
