package network.superblock.protocol.block;

import java.util.Locale;

/** The rule that an invalid block breaks. */
public enum BlockFault {
  /** It answers another slot. */
  WRONG_SLOT,
  /** It is of another chain. */
  WRONG_CHAIN,
  /** It is not an Ethereum block without ommers and withdrawals. */
  MALFORMED_BLOCK,
  /** Its header hashes to something else. */
  WRONG_HASH,
  /** Its number is not the requested one, in the message or in the header. */
  WRONG_NUMBER,
  /** Its parent is not the requested one, in the message or in the header. */
  WRONG_PARENT,
  /** Its timestamp is not the start of the slot. */
  WRONG_TIMESTAMP,
  /** The header's transactions root is not that of the body. */
  WRONG_TRANSACTIONS_ROOT,
  /** A receipt cannot be read, or there is not one a transaction. */
  MALFORMED_RECEIPTS,
  /** The header's receipts root is not that of the receipts. */
  WRONG_RECEIPTS_ROOT,
  /** It names other xTs than the seal list does for this chain. */
  WRONG_XTS,
  /** An xT of the seal list is not in the body, in order and contiguous. */
  MISSING_XT,
  /**
   * A transaction of an included xT stands outside its place, or one of an xT that is not included
   * stands behind an xT that started later, where the sequencer knew of it.
   */
  STRAY_XT_TRANSACTION,
  /** A transaction of an xT has failed. */
  FAILED_XT_TRANSACTION,
  /** A mailbox message stands outside the xTs, or is none that its xT may have. */
  STRAY_MESSAGE,
  /** A message was put into the inbox and its xT did not read it. */
  UNREAD_MESSAGE,
  /** The evidence does not hold exactly the proofs that the block's xTs ask for. */
  WRONG_PROOFS,
  /** A proof does not verify under the block's state root. */
  INVALID_PROOF,
  /** The mailbox folded other messages than those of the xTs. */
  WRONG_MAILBOX;

  /** The stable name in messages and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
