package network.superblock.libp2p.gossip;

import java.util.SortedMap;
import java.util.SortedSet;
import network.superblock.libp2p.peer.PeerId;

/**
 * A look at the router.
 *
 * @param scores of every connected peer that gossips
 * @param mesh the peers of each subscribed topic to which messages are forwarded
 * @param received messages, copies included
 * @param duplicates copies of messages already seen
 * @param invalid messages that broke the signature policy
 * @param accepted messages by verdict, likewise {@code ignored} and {@code rejected}
 * @param published messages of our own
 * @param overflowed messages dropped because too many were waiting for a verdict
 * @param pending messages that wait for a verdict now
 */
public record GossipStats(
    SortedMap<PeerId, Double> scores,
    SortedMap<String, SortedSet<PeerId>> mesh,
    long received,
    long duplicates,
    long invalid,
    long accepted,
    long ignored,
    long rejected,
    long published,
    long overflowed,
    int pending) {}
