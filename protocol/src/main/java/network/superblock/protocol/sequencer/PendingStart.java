package network.superblock.protocol.sequencer;

import java.time.Instant;
import network.superblock.protocol.message.SlotRecord.StartSc;

/**
 * A StartSC that names us and waits for its turn.
 *
 * @param recorded the record's time, from which the SCP timer runs
 */
public record PendingStart(StartSc start, Instant recorded) {}
