package network.superblock.runtime.kafka;

import java.time.Instant;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;

/**
 * A record that its sender signed, for this place, and was allowed to write.
 *
 * @param timestamp the record's time, the same for every reader
 * @param term the leader's term on the slot topic, 0 elsewhere
 */
public record Received(
    Topic topic,
    int partition,
    long offset,
    Instant timestamp,
    Sender sender,
    Term term,
    ProtocolMessage message) {}
