package network.superblock.libp2p.identify;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import network.superblock.libp2p.peer.Multiaddr;

/**
 * What a peer says about itself. Nothing of it is proven but the identity.
 *
 * @param observed our own address as the peer sees it
 */
public record PeerDescription(
    String protocolVersion,
    String agent,
    SortedSet<String> protocols,
    List<Multiaddr> listening,
    Optional<Multiaddr> observed) {}
