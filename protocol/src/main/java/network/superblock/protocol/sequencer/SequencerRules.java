package network.superblock.protocol.sequencer;

import java.time.Duration;
import java.time.Instant;
import network.superblock.protocol.ChainId;

/**
 * What one sequencer is told by its operator.
 *
 * @param chain the rollup that it builds
 * @param scpTimer how long the publisher waits for votes; the same in the whole network
 * @param voteMargin how much earlier the sequencer gives up, so that its vote still counts
 */
public record SequencerRules(ChainId chain, Duration scpTimer, Duration voteMargin) {

  public SequencerRules {
    if (!voteMargin.isPositive())
      throw new IllegalArgumentException("vote margin must be positive");
    if (voteMargin.compareTo(scpTimer) >= 0)
      throw new IllegalArgumentException("vote margin must be shorter than the SCP timer");
  }

  /** When an instance whose StartSC was recorded at {@code recorded} is given up. */
  Instant deadline(Instant recorded) {
    return recorded.plus(scpTimer).minus(voteMargin);
  }
}
