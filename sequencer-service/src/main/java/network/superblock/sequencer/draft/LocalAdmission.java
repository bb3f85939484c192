package network.superblock.sequencer.draft;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.LiveLegs;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.BlockHeader;
import network.superblock.sequencer.evm.Overlay;
import network.superblock.sequencer.pool.PoolAdmission;
import network.superblock.sequencer.pool.PoolKeeper;
import network.superblock.sequencer.transaction.Account;
import network.superblock.sequencer.transaction.TransactionRefusal;
import network.superblock.sequencer.transaction.TransactionRules;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.TransactionDecoder;
import network.superblock.wire.transaction.TransactionDecoding;

/**
 * Takes local transactions from users, against the draft as it stands or, between two slots,
 * against the head. Safe for many threads; every method blocks for the node's answers.
 */
public final class LocalAdmission {

  /** What the user hears. */
  public sealed interface Answer {
    record Taken(Hash32 hash) implements Answer {}

    record Refused(TransactionRefusal refusal) implements Answer {}
  }

  private final ExecutionNode node;
  private final Coordinator coordinator;
  private final TransactionDecoder decoder;
  private final Workshop workshop;
  private final PoolKeeper pool;
  private final Supplier<LiveLegs> liveLegs;

  /**
   * An admission to the pool of {@code workshop}.
   *
   * @param liveLegs the legs that may still commit, as the driver knows them
   */
  public LocalAdmission(
      ExecutionNode node,
      Coordinator coordinator,
      Workshop workshop,
      PoolKeeper pool,
      Supplier<LiveLegs> liveLegs) {
    this.node = node;
    this.coordinator = coordinator;
    this.decoder = new TransactionDecoder(coordinator.chain());
    this.workshop = workshop;
    this.pool = pool;
    this.liveLegs = liveLegs;
  }

  /** Checks the transaction and keeps it; it is durable when the answer is that it was taken. */
  public Answer submit(Bytes raw) {
    return switch (decoder.decode(raw)) {
      case TransactionDecoding.Refused refused ->
          new Answer.Refused(TransactionRefusal.of(refused));
      case TransactionDecoding.Decoded(var transaction) -> submit(transaction);
    };
  }

  /** The nonce of the sender's next transaction after all that are in the draft or wait. */
  public long pendingNonce(Address sender) {
    // The pool first: what leaves it meanwhile is in the draft by then.
    Set<Long> waiting = pool.noncesOf(sender);
    long next = ofDraft(draft -> account(draft, sender)).nonce();
    while (waiting.contains(next)) next++;
    return next;
  }

  /** A local transaction that is in no block yet. Legs of xTs are nobody's business before. */
  public Optional<SignedTransaction> find(Hash32 hash) {
    return pool.find(hash).or(() -> workshop.draft().flatMap(draft -> localIn(draft, hash)));
  }

  private Answer submit(SignedTransaction transaction) {
    if (liveLegs.get().contains(transaction.raw()))
      return new Answer.Refused(TransactionRefusal.legOfXt());
    if (find(transaction.hash()).isPresent())
      return new Answer.Refused(TransactionRefusal.alreadyKnown());
    return ofDraft(draft -> submit(transaction, draft));
  }

  private Answer submit(SignedTransaction transaction, ExecutedDraft draft) {
    Overlay overlay = draft.overlay();
    Account sender = account(draft, transaction.sender());
    Optional<TransactionRefusal> refusal =
        TransactionRules.wellFormed(transaction.body(), overlay.block().gasLimit())
            .or(() -> TransactionRules.admissible(transaction, sender, overlay.block().baseFee()))
            .or(() -> refusalOfTrial(draft, transaction, sender));
    return refusal.<Answer>map(Answer.Refused::new).orElseGet(() -> admit(transaction, sender));
  }

  /** What can be known now of a transaction whose turn it is; of others it is known later. */
  private static Optional<TransactionRefusal> refusalOfTrial(
      ExecutedDraft draft, SignedTransaction transaction, Account sender) {
    if (transaction.nonce() != sender.nonce()) return Optional.empty();
    return draft.extend(new Local(transaction.raw())) instanceof Extension.Refused(var refusal)
        ? Optional.of(refusal)
        : Optional.empty();
  }

  private Answer admit(SignedTransaction transaction, Account sender) {
    return switch (pool.admit(transaction, sender)) {
      case PoolAdmission.Refused(var refusal) -> new Answer.Refused(refusal);
      case PoolAdmission.Admitted _ -> {
        workshop.look();
        yield new Answer.Taken(transaction.hash());
      }
    };
  }

  /** Asks about what a transaction would run on now. */
  <T> T ofDraft(Function<ExecutedDraft, T> question) {
    return new SteadyDraft(node, () -> workshop.draft().orElseGet(this::onHead)).ask(question);
  }

  private static Account account(ExecutedDraft draft, Address of) {
    return draft.workbench().executor().account(draft.overlay(), of);
  }

  private ExecutedDraft onHead() {
    BlockHeader head = node.head();
    Instant next = head.timestamp().plusSeconds(1);
    BlockEnvironment block = node.environmentAfter(head, next);
    return ExecutedDraft.on(Workbench.of(node, coordinator, block), block);
  }

  private static Optional<SignedTransaction> localIn(ExecutedDraft draft, Hash32 hash) {
    return draft.entries().stream()
        .filter(entry -> entry.entry() instanceof Local)
        .map(entry -> entry.executions().getFirst().transaction())
        .filter(transaction -> transaction.hash().equals(hash))
        .findFirst();
  }
}
