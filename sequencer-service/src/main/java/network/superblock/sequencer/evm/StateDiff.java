package network.superblock.sequencer.evm;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;

/** What changed in the state: the new values of every account that was written. */
public record StateDiff(SortedMap<Address, AccountDiff> accounts) {

  public static final StateDiff NONE = new StateDiff(Collections.emptySortedMap());

  public StateDiff {
    accounts = Collections.unmodifiableSortedMap(accounts);
  }

  /** This difference, and then {@code later} on top of it. */
  public StateDiff then(StateDiff later) {
    var merged = new TreeMap<>(accounts);
    later.accounts.forEach((account, diff) -> merged.merge(account, diff, AccountDiff::then));
    return new StateDiff(merged);
  }

  public Optional<AccountDiff> of(Address account) {
    return Optional.ofNullable(accounts.get(account));
  }

  /** The slot's new value; empty when it was not written. */
  public Optional<Hash32> storage(Address account, Hash32 slot) {
    return of(account).map(diff -> diff.storage().get(slot));
  }
}
