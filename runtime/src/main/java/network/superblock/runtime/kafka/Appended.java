package network.superblock.runtime.kafka;

import java.time.Instant;
import network.superblock.wire.Topic;

/**
 * Where an acknowledged record stands.
 *
 * @param timestamp the record's time, which every reader sees
 */
public record Appended(Topic topic, int partition, long offset, Instant timestamp) {}
