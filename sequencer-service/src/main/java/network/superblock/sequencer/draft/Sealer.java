package network.superblock.sequencer.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.evm.Execution;
import network.superblock.sequencer.evm.MinedBlock;
import network.superblock.wire.transaction.SignedTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the node mine a draft and compares. On a difference the block is taken back, the local
 * transactions that caused it are dropped, and the rest is mined again. A leg that differs from
 * what was voted for is never kept. See ARCHITECTURE.md, "The draft is an overlay".
 */
public final class Sealer {

  private static final Logger log = LoggerFactory.getLogger(Sealer.class);

  private final ExecutionNode node;

  public Sealer(ExecutionNode node) {
    this.node = node;
  }

  public Sealing seal(ExecutedDraft complete) {
    var dropped = new ArrayList<SignedTransaction>();
    Optional<ExecutedDraft> draft = Optional.of(complete);
    while (draft.isPresent()) {
      ExecutedDraft attempt = draft.get();
      MinedBlock block = node.mine(attempt.overlay().block(), attempt.transactions());
      var prediction = new Prediction(attempt.overlay());
      if (!prediction.holdsFor(block.header())) {
        revert(block);
        return new Sealing.Impossible("the node made another block: " + block.header());
      }
      OptionalInt difference = firstDifference(attempt, block);
      if (difference.isEmpty()) return new Sealing.Sealed(attempt, block, dropped);
      log.warn(
          "block {} differs from its draft at transaction {} of {}",
          block.header().number(),
          difference.getAsInt(),
          attempt.executions().size());
      revert(block);
      draft = without(attempt, difference.getAsInt(), dropped);
    }
    return new Sealing.Impossible("what is no local transaction ran otherwise than predicted");
  }

  private void revert(MinedBlock block) {
    node.revertTo(new BlockNumber(block.header().number().value() - 1));
  }

  /** The first transaction that is missing or did something else; past the end, the state. */
  private OptionalInt firstDifference(ExecutedDraft draft, MinedBlock block) {
    List<Execution> predicted = draft.executions();
    for (int i = 0; i < predicted.size(); i++) {
      if (i >= block.transactions().size()
          || !block.transactions().get(i).equals(predicted.get(i).transaction().hash())
          || !block.receipts().get(i).matches(predicted.get(i).trace())) return OptionalInt.of(i);
    }
    return new Prediction(draft.overlay())
            .holdsForMailbox(node, draft.workbench().mailbox().mailbox())
        ? OptionalInt.empty()
        : OptionalInt.of(predicted.size());
  }

  /** The draft without what stands at {@code difference}; empty when that must not be dropped. */
  private static Optional<ExecutedDraft> without(
      ExecutedDraft draft, int difference, List<SignedTransaction> dropped) {
    List<ExecutedEntry> kept = new ArrayList<>();
    int next = 0;
    for (ExecutedEntry entry : draft.entries()) {
      int first = next;
      next += entry.executions().size();
      boolean offends = first <= difference && difference < next;
      if (!offends || !dropped(entry, dropped)) kept.add(entry);
    }
    // A leg differs, or the state does: a local transaction before it must be the cause, if any.
    if (kept.size() == draft.entries().size()) kept.removeIf(entry -> dropped(entry, dropped));
    return kept.size() == draft.entries().size() ? Optional.empty() : rebuilt(draft, kept, dropped);
  }

  private static boolean dropped(ExecutedEntry entry, List<SignedTransaction> dropped) {
    if (!(entry.entry() instanceof Local)) return false;
    entry.executions().forEach(execution -> dropped.add(execution.transaction()));
    return true;
  }

  /** Runs what is left anew. Empty when a leg does not do any more what was voted for. */
  private static Optional<ExecutedDraft> rebuilt(
      ExecutedDraft draft, List<ExecutedEntry> entries, List<SignedTransaction> dropped) {
    ExecutedDraft again = ExecutedDraft.on(draft.workbench(), draft.overlay().block());
    for (ExecutedEntry entry : entries) {
      if (again.extend(entry.entry()) instanceof Extension.Extended(var longer)
          && longer.entries().getLast().accesses().equals(entry.accesses())) again = longer;
      else if (!dropped(entry, dropped)) return Optional.empty();
    }
    return Optional.of(again);
  }
}
