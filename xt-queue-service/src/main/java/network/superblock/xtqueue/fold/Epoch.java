package network.superblock.xtqueue.fold;

/** One replica's time as the only one that folds the log and writes offers; it only grows. */
public record Epoch(long value) {}
