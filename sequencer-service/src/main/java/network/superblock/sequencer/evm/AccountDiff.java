package network.superblock.sequencer.evm;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.wire.transaction.Wei;

/**
 * What changed in one account: its new values, where they changed.
 *
 * @param storage the new value of each slot written, zero when cleared
 */
public record AccountDiff(
    Optional<Wei> balance,
    Optional<Long> nonce,
    Optional<Bytes> code,
    SortedMap<Hash32, Hash32> storage) {

  /** What remains of an account that was destroyed in the transaction that created it. */
  public static final AccountDiff GONE =
      new AccountDiff(
          Optional.of(Wei.ZERO),
          Optional.of(0L),
          Optional.of(Bytes.EMPTY),
          Collections.emptySortedMap());

  public AccountDiff {
    storage = Collections.unmodifiableSortedMap(storage);
  }

  AccountDiff then(AccountDiff later) {
    var merged = new TreeMap<>(storage);
    merged.putAll(later.storage);
    return new AccountDiff(
        later.balance.or(() -> balance),
        later.nonce.or(() -> nonce),
        later.code.or(() -> code),
        merged);
  }
}
