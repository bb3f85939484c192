package network.superblock.xtqueue.fold;

/** Where a replica finds the fold when it begins to lead. */
public record Takeover(Epoch epoch, Position position, SlotStanding standing) {}
