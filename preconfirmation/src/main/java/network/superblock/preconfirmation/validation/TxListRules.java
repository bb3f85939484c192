package network.superblock.preconfirmation.validation;

import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.protocol.Hash32;

/** Judges transaction lists. See preconfirmation section 5. */
public final class TxListRules {

  private TxListRules() {}

  public static ValidationOutcome judge(RawTxList list) {
    if (list.txList().isEmpty()) return ValidationOutcome.invalid(Reason.EMPTY_TXLIST);
    if (list.hash().equals(Hash32.ZERO)) return ValidationOutcome.invalid(Reason.ZERO_HASH_TXLIST);
    if (list.txList().size() > RawTxList.MAX_TXLIST)
      return ValidationOutcome.invalid(Reason.TXLIST_TOO_LARGE);
    return list.matches()
        ? ValidationOutcome.valid()
        : ValidationOutcome.invalid(Reason.TXLIST_HASH_MISMATCH);
  }
}
