package network.superblock.libp2p.gossip;

import java.util.SortedSet;
import network.superblock.libp2p.peer.PeerId;

/**
 * A message of ours on its way.
 *
 * @param recipients the peers it was queued for; none when no peer listens to the topic
 * @param saturated the peers it was not sent to, because too much waits for them already
 */
public record Published(MessageId id, SortedSet<PeerId> recipients, SortedSet<PeerId> saturated) {}
