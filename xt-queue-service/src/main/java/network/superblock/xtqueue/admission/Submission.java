package network.superblock.xtqueue.admission;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.XtRequest;

/**
 * A request as it came in; nothing about it is checked yet.
 *
 * @param expiresIn how long it may wait to be started; empty for the queue's own choice
 */
public record Submission(List<Leg> legs, Optional<Duration> expiresIn) {

  /** What is to run on one chain, in order. */
  public record Leg(ChainId chain, List<Bytes> transactions) {

    public Leg {
      transactions = List.copyOf(transactions);
    }
  }

  public Submission {
    legs = List.copyOf(legs);
  }

  /** A request that a sequencer passed on. */
  public static Submission of(XtRequest xt) {
    return new Submission(
        xt.transactions().stream().map(leg -> new Leg(leg.chain(), leg.transactions())).toList(),
        Optional.empty());
  }

  /** Whether its legs cannot be those of an xT. */
  public boolean isMisshapen() {
    return Examiner.misshapen(this).isPresent();
  }
}
