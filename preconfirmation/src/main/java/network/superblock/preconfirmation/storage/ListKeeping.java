package network.superblock.preconfirmation.storage;

/** What became of a transaction list that was to be kept. */
public enum ListKeeping {
  KEPT,
  KEPT_BEFORE,
  /** It is missing, as if it had not come. */
  NO_ROOM
}
