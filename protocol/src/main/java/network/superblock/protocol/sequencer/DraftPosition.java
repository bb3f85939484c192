package network.superblock.protocol.sequencer;

import network.superblock.protocol.Slot;

/**
 * A place in a draft. What an execution has shown of a transaction is true at the place where it
 * was executed, and nowhere else.
 *
 * @param entries how many entries stand before it
 */
public record DraftPosition(Slot slot, int entries) {}
