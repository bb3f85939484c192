package network.superblock.xtqueue.admission;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.queue.Refusal;
import network.superblock.xtqueue.admission.Admission.Refused;

/** What a request is by itself, before the queue has a word. */
public sealed interface Examination {

  /**
   * It is a cross-chain transaction.
   *
   * @param signers of its transactions, each once, ascending
   * @param lowestTip the lowest that any of them pays per gas, in wei
   * @param receivedAt when it arrived
   * @param objection why it cannot enter now; does not count when it is in the queue already
   */
  record Passed(
      XtRequest xt,
      XtId id,
      List<Address> signers,
      BigInteger lowestTip,
      Instant receivedAt,
      Instant expiresAt,
      Optional<Refused> objection)
      implements Examination {

    public Passed {
      signers = List.copyOf(signers);
    }
  }

  /** It is none. */
  record Failed(Refused why) implements Examination {}

  static Failed failed(Refusal reason, String detail) {
    return new Failed(new Refused(reason, detail));
  }
}
