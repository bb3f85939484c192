package network.superblock.preconfirmation.validation;

import java.util.Locale;

/** Why a message is judged as it is; the labels of preconfirmation section 5. */
public enum Reason {
  NONE,
  DECODE,
  OVERSIZE,
  BAD_SIGNATURE,
  PRECONF_BASIC,
  SLASHER_MISMATCH,
  WRONG_SLOT_SIGNER,
  SLOT_GRACE,
  SLOT_DRIFT,
  CHAIN_ID,
  MISSING_SCHEDULE,
  MISSING_PARENT,
  ZERO_PARENT,
  PARENT_HASH_MISMATCH,
  BLOCK_NUMBER,
  BLOCK_PARAMS,
  STALE,
  SELF,
  DUPLICATE,
  /** It came in the other form that anyone can make of a signature. */
  MALLEATED,
  EQUIVOCATION,
  BACKPRESSURE,
  EMPTY_TXLIST,
  ZERO_HASH_TXLIST,
  TXLIST_TOO_LARGE,
  TXLIST_HASH_MISMATCH,
  /** An answer that is not what was asked for. */
  WRONG_ANSWER,
  /** What it promises is over. */
  TOO_LATE;

  /** As in metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
