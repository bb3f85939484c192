package network.superblock.libp2p.gossip;

import java.util.Optional;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.wire.Bytes;

/**
 * A message of a subscribed topic, its signature checked.
 *
 * @param author who signed it; empty on networks that do not sign
 * @param source the peer that brought it first
 */
public record ReceivedMessage(
    MessageId id, String topic, Bytes data, Optional<PeerId> author, PeerId source) {}
