package network.superblock.preconfirmation.storage;

/** How much a storage holds. */
public record StorageSize(long commitments, long txLists, long txListBytes, long pending) {}
