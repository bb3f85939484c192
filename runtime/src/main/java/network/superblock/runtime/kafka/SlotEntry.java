package network.superblock.runtime.kafka;

import java.time.Instant;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.message.SlotRecord;

/**
 * A record of the slot topic that counts: its writer led when it was appended.
 *
 * @param offset where it stands; the same for every reader
 * @param timestamp the record's time, from which its timers run
 * @param after where to go on after it; to be stored with what it led to
 */
public record SlotEntry(
    long offset, Instant timestamp, Leader leader, SlotRecord record, SlotPlace after) {}
