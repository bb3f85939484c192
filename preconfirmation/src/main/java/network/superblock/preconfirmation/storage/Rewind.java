package network.superblock.preconfirmation.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.protocol.Hash32;

/**
 * What a reorganisation of L1 changes.
 *
 * @param gone commitments that are valid no more
 * @param waiting commitments that cannot be judged now, and what they wait for
 * @param since when these began to wait
 * @param head the highest block that still stands
 */
public record Rewind(
    Set<Hash32> gone,
    Map<Hash32, PendingCommitment.Missing> waiting,
    Instant since,
    PreconfHead head) {

  public Rewind {
    gone = Set.copyOf(gone);
    waiting = Map.copyOf(waiting);
  }
}
