package network.superblock.preconfirmation;

import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;

/**
 * A connected peer.
 *
 * @param score what gossip thinks of it, our own judgement included
 * @param conduct our own judgement alone, -10 to 10
 * @param agent name and version of its software, once it has told them
 */
public record PeerInfo(
    PeerId id, List<Multiaddr> addresses, double score, double conduct, Optional<String> agent) {}
