package network.superblock.simulator.log;

import java.time.Instant;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.message.SlotRecord;

/**
 * A record of the slot topic in its envelope.
 *
 * @param at the record's time, as its writer's clock showed it
 */
public record SlotEntry(Leader writer, SlotRecord record, Instant at) {}
