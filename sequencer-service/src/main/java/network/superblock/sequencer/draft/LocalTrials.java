package network.superblock.sequencer.draft;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.DraftPosition;
import network.superblock.protocol.sequencer.SequencerEvent.LocalFinding;
import network.superblock.protocol.sequencer.SequencerEvent.LocalTransactionOffered;
import network.superblock.sequencer.pool.PoolKeeper;
import network.superblock.sequencer.transaction.TransactionRefusal;
import network.superblock.wire.transaction.SignedTransaction;

/** Executes the pool's transactions on a draft to learn which may be its next entry. */
final class LocalTrials {

  private final PoolKeeper pool;
  private final Set<Hash32> notInThisBlock = new HashSet<>();
  private Optional<ExecutedDraft> last = Optional.empty();

  LocalTrials(PoolKeeper pool) {
    this.pool = pool;
  }

  /** Another block is begun, in which there is room again. */
  void begin() {
    notInThisBlock.clear();
    last = Optional.empty();
  }

  /** What the pool has for the place behind the draft's last entry, and what came of trying it. */
  Optional<LocalTransactionOffered> next(Slot slot, ExecutedDraft draft) {
    var position = new DraftPosition(slot, draft.entries().size());
    while (true) {
      Optional<SignedTransaction> next =
          pool.next(
              draft.accounts(),
              draft.overlay().block().baseFee(),
              transaction -> !notInThisBlock.contains(transaction.hash()));
      if (next.isEmpty()) return Optional.empty();
      Optional<LocalFinding> finding = findingOf(draft, next.get());
      if (finding.isPresent())
        return Optional.of(new LocalTransactionOffered(position, next.get().raw(), finding.get()));
    }
  }

  /** The draft with the entry, if that was the last trial. */
  Optional<ExecutedDraft> tried(ExecutedDraft draft, Local entry) {
    return last.filter(longer ->
        longer.entries().size() == draft.entries().size() + 1
            && longer.entries().getLast().entry().equals(entry));
  }

  /** Empty when the transaction is not to be offered now, or never again. */
  private Optional<LocalFinding> findingOf(ExecutedDraft draft, SignedTransaction transaction) {
    return switch (Extension.of(draft, new Local(transaction.raw()))) {
      case Extension.Extended(var longer) -> {
        last = Optional.of(longer);
        yield Optional.of(LocalFinding.FITS);
      }
      case Extension.NoRoom _ -> {
        notInThisBlock.add(transaction.hash());
        yield Optional.empty();
      }
      case Extension.Refused(var refusal)
          when refusal.kind() == TransactionRefusal.Kind.TOUCHES_MAILBOX ->
          Optional.of(LocalFinding.TOUCHES_MAILBOX);
      // It ran before the rollback; what paid for it then may still come back, an xT above all.
      case Extension.Refused(var refusal)
          when refusal.kind() == TransactionRefusal.Kind.INSUFFICIENT_FUNDS
              && pool.isReturned(transaction) -> {
        notInThisBlock.add(transaction.hash());
        yield Optional.empty();
      }
      case Extension.Refused(var refusal) -> {
        pool.refused(transaction, refusal.message());
        yield Optional.empty();
      }
      case Extension.Impossible(var reason) -> {
        pool.refused(transaction, reason);
        yield Optional.empty();
      }
    };
  }
}
