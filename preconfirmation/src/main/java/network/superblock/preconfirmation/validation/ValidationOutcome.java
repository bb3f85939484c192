package network.superblock.preconfirmation.validation;

import network.superblock.libp2p.gossip.Verdict;

/**
 * What a message is, and what follows for the peer that brought it.
 *
 * @param penalize whether the peer is at fault
 * @param verdict whether gossip carries it on
 */
public record ValidationOutcome(Status status, boolean penalize, Reason reason, Verdict verdict) {

  /** What is done with a message. */
  public enum Status {
    /** It is kept. */
    VALID,
    /** It is kept aside until it can be judged. */
    PENDING,
    /** It is nobody's fault and of no use. */
    IGNORED,
    /** It must not have been sent. */
    INVALID
  }

  public static ValidationOutcome valid() {
    return new ValidationOutcome(Status.VALID, false, Reason.NONE, Verdict.ACCEPT);
  }

  /** Good enough for this node, but others may refuse it: it is not carried on. */
  public static ValidationOutcome validHere(Reason reason) {
    return new ValidationOutcome(Status.VALID, false, reason, Verdict.IGNORE);
  }

  public static ValidationOutcome pending(Reason reason) {
    return new ValidationOutcome(Status.PENDING, false, reason, Verdict.IGNORE);
  }

  public static ValidationOutcome ignored(Reason reason) {
    return new ValidationOutcome(Status.IGNORED, false, reason, Verdict.IGNORE);
  }

  /** Of no more use here, but others may lack it: it is carried on. */
  public static ValidationOutcome carriedOn(Reason reason) {
    return new ValidationOutcome(Status.IGNORED, false, reason, Verdict.ACCEPT);
  }

  public static ValidationOutcome invalid(Reason reason) {
    return new ValidationOutcome(Status.INVALID, true, reason, Verdict.REJECT);
  }

  public boolean isValid() {
    return status == Status.VALID;
  }
}
