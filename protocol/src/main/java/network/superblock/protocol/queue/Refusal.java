package network.superblock.protocol.queue;

/** Why a request does not enter the queue; the names are API facts. */
public enum Refusal {
  /** Fewer than two chains. */
  SINGLE_CHAIN,
  CHAIN_NAMED_TWICE,
  /** A chain is named without a transaction. */
  EMPTY_LEG,
  /** No rollup of this chain ID is registered. */
  UNKNOWN_CHAIN,
  /** The rollup is registered but takes no part now. */
  INACTIVE_CHAIN,
  /** A transaction does not decode or its signature is invalid. */
  MALFORMED_TRANSACTION,
  /** A transaction is signed for another chain than its leg's. */
  WRONG_CHAIN,
  TOO_LARGE,
  TOO_MANY_CHAINS,
  TOO_MANY_TRANSACTIONS,
  QUEUE_FULL,
  /** One of the signers has too many xTs waiting. */
  SIGNER_LIMIT,
  /** The request's expiry is past or too far away. */
  BAD_EXPIRY,
  /** An operator has paused the admission. */
  ADMISSION_PAUSED
}
