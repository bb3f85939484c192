package network.superblock.protocol.message;

/**
 * Why a sequencer votes against an xT.
 *
 * @param detail for people: a revert reason, a transaction's hash; may be empty
 */
public record VoteRefusal(Cause cause, String detail) {

  /** The kinds of refusal; their names are wire and API facts. */
  public enum Cause {
    /** A transaction reverted or ran out of gas. */
    EXECUTION_FAILED,
    /** A signature, nonce, fee, balance or chain ID is wrong on the draft. */
    INVALID_TRANSACTION,
    /** A message that the xT waits for did not come in time. */
    MESSAGE_MISSING,
    /** The simulation did not end in time for another reason. */
    TIMED_OUT,
    /** The xT writes to a chain that takes no part in it. */
    WRITE_TO_NON_PARTICIPANT,
    /** A message's label is not UTF-8 and cannot cross the wire. */
    LABEL_NOT_UTF8,
    /** The xT's gas limits do not fit what is left of the block. */
    BLOCK_FULL,
    /** The sequencer has not caught up with the slot. */
    RECOVERING,
    /** The sequencer's execution node does not answer. */
    NODE_UNAVAILABLE,
    /** The draft holds a transaction of the leg: it was sent alone before the xT was known. */
    ALREADY_IN_DRAFT
  }
}
