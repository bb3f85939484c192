package network.superblock.sequencer.draft;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerEvent.BlockSealed;
import network.superblock.protocol.sequencer.SequencerEvent.LocalTransactionOffered;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.protocol.sequencer.SequencerEvent.ParentMissing;
import network.superblock.protocol.sequencer.SequencerEvent.SealingFailed;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.BlockHeader;
import network.superblock.sequencer.pool.PoolKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The draft on the workshop's bench, and what is done to it. Confined to the workshop's thread but
 * for {@link #draft()}.
 */
final class Bench {

  private static final Logger log = LoggerFactory.getLogger(Bench.class);

  /** What lies on the bench. */
  private sealed interface Piece {
    record Nothing(String reason) implements Piece {}

    record Laid(Slot slot, ExecutedDraft draft) implements Piece {}
  }

  private final ExecutionNode node;
  private final Coordinator coordinator;
  private final SlotSchedule schedule;
  private final PoolKeeper pool;
  private final LocalTrials trials;
  private volatile Piece piece = new Piece.Nothing("no slot was entered yet");
  private volatile Optional<LegSimulation> simulation = Optional.empty();

  Bench(ExecutionNode node, Coordinator coordinator, SlotSchedule schedule, PoolKeeper pool) {
    this.node = node;
    this.coordinator = coordinator;
    this.schedule = schedule;
    this.pool = pool;
    this.trials = new LocalTrials(pool);
  }

  /** The draft as it stands. Safe for many threads. */
  Optional<ExecutedDraft> draft() {
    return piece instanceof Piece.Laid laid ? Optional.of(laid.draft()) : Optional.empty();
  }

  SequencerEvent revert(Slot slot, BlockRef parent) {
    piece = new Piece.Nothing("slot " + slot + " is being entered");
    if (!stands(parent)) return new ParentMissing(slot);
    // First the pool: what a crash in between leaves in a dropped block would be lost.
    returnDropped(parent);
    node.revertTo(parent.number());
    return new NodeReady(slot);
  }

  /** Frees the local transactions of our blocks that are not in the chain of {@code parent}. */
  void returnDropped(BlockRef parent) {
    pool.unseal(block -> block.number().compareTo(parent.number()) > 0 || !stands(block));
  }

  /** Empty when the draft is laid. */
  Optional<SequencerEvent> open(Draft draft) {
    trials.begin();
    simulation = Optional.empty();
    BlockHeader head = node.head();
    if (!head.ref().equals(draft.parent())) return Optional.of(new ParentMissing(draft.slot()));
    Instant start = schedule.startOf(draft.slot());
    BlockEnvironment block = node.environmentAfter(head, start);
    lay(draft, ExecutedDraft.on(Workbench.of(node, coordinator, block), block));
    draft.localTransactions().forEach(pool::drafted);
    draft().ifPresent(laid -> pool.removeStale(laid.accounts()));
    return Optional.empty();
  }

  private void lay(Draft draft, ExecutedDraft empty) {
    ExecutedDraft laid = empty;
    for (DraftEntry entry : draft.entries()) {
      Extension extension = Extension.of(laid, entry);
      if (!(extension instanceof Extension.Extended(var longer))) {
        giveUp(entry + " does not run: " + extension);
        return;
      }
      laid = longer;
    }
    piece = new Piece.Laid(draft.slot(), laid);
  }

  void append(DraftEntry entry) {
    if (!(piece instanceof Piece.Laid laid)) return;
    Extension extension =
        prepared(laid.draft(), entry)
            .<Extension>map(Extension.Extended::new)
            .orElseGet(() -> Extension.of(laid.draft(), entry));
    if (extension instanceof Extension.Extended(var longer))
      piece = new Piece.Laid(laid.slot(), longer);
    else giveUp(entry + " does not run: " + extension);
    // Only now: in between, users would find the transaction nowhere and its nonce unused.
    if (entry instanceof Local local) pool.drafted(local.transaction());
  }

  /** What was executed already to know whether it would run. */
  private Optional<ExecutedDraft> prepared(ExecutedDraft draft, DraftEntry entry) {
    return switch (entry) {
      case Local local -> trials.tried(draft, local);
      case CrossChain leg ->
          simulation
              .filter(done -> done.isOf(draft.overlay(), leg))
              .flatMap(LegSimulation::complete)
              .map(complete -> draft.with(leg, complete));
      case DraftEntry.TopOfBlock _ -> Optional.empty();
    };
  }

  /** The simulation of a leg on the draft as it stands, to be run by another thread. */
  Optional<LegSimulation> simulationOf(Order.Simulate order) {
    if (!(piece instanceof Piece.Laid(_, var draft))) return Optional.empty();
    boolean goesOn =
        simulation.filter(s -> s.isOf(draft.overlay(), order.transactions())).isPresent();
    if (!goesOn)
      simulation =
          Optional.of(new LegSimulation(draft.workbench(), draft.overlay(), order.transactions()));
    return simulation;
  }

  SequencerEvent seal(Order.Seal order) {
    Draft draft = order.draft();
    if (!(piece instanceof Piece.Laid laid))
      return new SealingFailed(draft.slot(), ((Piece.Nothing) piece).reason());
    if (!stands(draft.parent()))
      return new SealingFailed(draft.slot(), "the node has lost the block's parent");
    // After an outage in the middle of sealing the head may be the block itself.
    node.revertTo(draft.parent().number());
    SequencerEvent answer =
        switch (new Sealer(node).seal(laid.draft())) {
          case Sealing.Impossible(var reason) -> new SealingFailed(draft.slot(), reason);
          case Sealing.Sealed sealed -> document(order, sealed);
        };
    piece = new Piece.Nothing("the block is sealed");
    return answer;
  }

  private SequencerEvent document(Order.Seal order, Sealing.Sealed sealed) {
    Draft draft = order.draft();
    return switch (new BlockDocument(node, coordinator.mailbox())
        .of(draft.slot(), draft.request(), order.xts(), sealed)) {
      case BlockDocument.Result.Invalid(var reason) -> {
        node.revertTo(draft.parent().number());
        yield new SealingFailed(draft.slot(), reason);
      }
      case BlockDocument.Result.Complete(var block) -> {
        var made = new BlockRef(block.number(), block.hash());
        pool.sealed(made, localsOf(sealed.draft()), sealed.dropped());
        yield new BlockSealed(block);
      }
    };
  }

  /** Tries what the pool has for the place behind the draft's last entry. */
  Optional<LocalTransactionOffered> offer() {
    return piece instanceof Piece.Laid(var slot, var draft)
        ? trials.next(slot, draft)
        : Optional.empty();
  }

  private void giveUp(String reason) {
    log.error("the draft cannot be sealed: {}", reason);
    piece = new Piece.Nothing(reason);
  }

  private boolean stands(BlockRef block) {
    return node.header(block.number()).filter(found -> found.ref().equals(block)).isPresent();
  }

  private static List<Hash32> localsOf(ExecutedDraft draft) {
    return draft.entries().stream()
        .filter(entry -> entry.entry() instanceof Local)
        .map(entry -> entry.executions().getFirst().transaction().hash())
        .toList();
  }
}
