package network.superblock.libp2p;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.identify.PeerDescription;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;

/**
 * A peer that is connected now.
 *
 * @param addresses the remote end of each connection
 * @param description what it says about itself, once it has
 * @param roundTrip the last one measured
 */
public record ConnectedPeer(
    PeerId id,
    List<Multiaddr> addresses,
    Optional<PeerDescription> description,
    Optional<Duration> roundTrip) {}
