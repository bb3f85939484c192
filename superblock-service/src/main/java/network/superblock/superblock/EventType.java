package network.superblock.superblock;

import java.util.Arrays;

/** What can happen to superblocks; the names are API facts. */
public enum EventType {
  QUEUED("superblock-queued"),
  REFUSED("superblock-refused"),
  PUBLISHED("superblock-published"),
  INCLUDED("superblock-included"),
  FINALIZED("superblock-finalized"),
  REORGED("superblock-reorged"),
  MISMATCHED("superblock-mismatched"),
  ROLLED_BACK("superblock-rolled-back"),
  ROLL_BACK_SEEN("rollback-seen"),
  ROLL_BACK_REORGED_OUT("rollback-reorged-out"),
  ROLL_BACK_FINALIZED("rollback-finalized");

  private final String typeName;

  EventType(String typeName) {
    this.typeName = typeName;
  }

  /** The SSE event's name, and the one in the database. */
  public String typeName() {
    return typeName;
  }

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventType named(String typeName) {
    return Arrays.stream(values())
        .filter(type -> type.typeName.equals(typeName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no event is named " + typeName));
  }
}
