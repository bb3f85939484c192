package network.superblock.preconfirmation.storage;

import java.time.Instant;

/**
 * A commitment that cannot be judged yet.
 *
 * @param peer that brought it, as text, for its share of the room
 */
public record PendingCommitment(
    KnownCommitment commitment, Missing missing, String peer, Instant since) {

  /** What it waits for. */
  public enum Missing {
    PARENT,
    SCHEDULE
  }
}
