package network.superblock.sequencer.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.VoteRefusal.Cause;
import network.superblock.protocol.scp.SimulationResult.Failed;
import network.superblock.protocol.scp.SimulationResult.MissingMessage;
import network.superblock.protocol.scp.SimulationResult.Succeeded;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;
import network.superblock.sequencer.NodeRefusedException;
import network.superblock.sequencer.NodeUnavailableException;
import network.superblock.sequencer.evm.Execution;
import network.superblock.sequencer.evm.MailboxView;
import network.superblock.sequencer.evm.MailboxView.MissingRead;
import network.superblock.sequencer.evm.Overlay;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.TransactionDecoder;
import network.superblock.wire.transaction.TransactionDecoding;

/**
 * Simulates a leg on a draft, again and again as messages arrive. See SBCP section 5, simulation
 * loop. Confined to one thread.
 */
public final class LegSimulation {

  /** What came of one of the leg's own transactions. */
  private sealed interface Attempt {
    record Tried(Execution execution) implements Attempt {}

    record Impossible(VoteRefusal refusal) implements Attempt {}
  }

  private final Executor executor;
  private final Coordinator coordinator;
  private final MailboxView mailbox;
  private final TransactionDecoder decoder;
  private final Overlay draft;
  private final List<Bytes> leg;
  private final List<MailboxMessage> delivered = new ArrayList<>();
  // The messages come first in the block, so those delivered before need not run again.
  private Overlay withInbox;
  private volatile Optional<LegResult.Complete> complete = Optional.empty();

  /**
   * @param draft what the leg runs on; it must not change while the leg is undecided
   * @param leg the signed transactions, in order
   */
  public LegSimulation(Workbench workbench, Overlay draft, List<Bytes> leg) {
    this.executor = workbench.executor();
    this.coordinator = workbench.coordinator();
    this.mailbox = workbench.mailbox();
    this.decoder = workbench.decoder();
    this.draft = draft;
    this.leg = List.copyOf(leg);
    this.withInbox = draft;
  }

  /**
   * Runs the leg with these messages delivered before it.
   *
   * @param messages must continue those of the run before
   */
  public LegResult run(List<MailboxMessage> messages) {
    try {
      complete = Optional.empty();
      Optional<LegResult> undeliverable = deliver(messages);
      LegResult result = undeliverable.isPresent() ? undeliverable.get() : runOwn();
      if (result instanceof LegResult.Complete ran) complete = Optional.of(ran);
      return result;
    } catch (NodeUnavailableException e) {
      return failed(Cause.NODE_UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (NodeRefusedException e) {
      return failed(Cause.EXECUTION_FAILED, String.valueOf(e.getMessage()));
    }
  }

  /** What the last run came to, if it was complete. */
  Optional<LegResult.Complete> complete() {
    return complete;
  }

  boolean isOf(Overlay base, List<Bytes> transactions) {
    return draft.executions().equals(base.executions()) && leg.equals(transactions);
  }

  boolean isOf(Overlay base, CrossChain entry) {
    return isOf(base, entry.transactions()) && delivered.equals(entry.inbox());
  }

  private Optional<LegResult> deliver(List<MailboxMessage> messages) {
    if (!messages.subList(0, Math.min(delivered.size(), messages.size())).equals(delivered))
      throw new IllegalArgumentException("messages delivered before are missing");
    for (MailboxMessage message : messages.subList(delivered.size(), messages.size())) {
      switch (coordinator.putInbox(executor, withInbox, message)) {
        case Run.Ran(var execution) when execution.trace().succeeded() ->
            withInbox = withInbox.push(execution);
        case Run.Ran(var execution) -> {
          return Optional.of(
              failed(Cause.EXECUTION_FAILED, "putInbox: " + Failure.of(execution.trace())));
        }
        case Run.NoRoom _ -> {
          return Optional.of(failed(Cause.BLOCK_FULL, "no room for a delivered message"));
        }
        case Run.Refused(var refusal) -> {
          return Optional.of(failed(Cause.INVALID_TRANSACTION, refusal.message()));
        }
      }
      delivered.add(message);
    }
    return Optional.empty();
  }

  private LegResult runOwn() {
    Overlay overlay = withInbox;
    var accesses = new ArrayList<MailboxAccess>();
    for (Bytes raw : leg) {
      switch (attempt(overlay, raw)) {
        case Attempt.Impossible(var refusal) -> {
          return failed(refusal);
        }
        case Attempt.Tried(var execution) when !execution.trace().succeeded() -> {
          return undone(execution, accesses);
        }
        case Attempt.Tried(var execution) -> {
          accesses.addAll(mailbox.accessesOf(execution.trace()));
          overlay = overlay.push(execution);
        }
      }
    }
    return new LegResult.Complete(new Succeeded(accesses), overlay.since(draft));
  }

  private Attempt attempt(Overlay overlay, Bytes raw) {
    return switch (decoder.decode(raw)) {
      case TransactionDecoding.Refused refused ->
          impossible(Cause.INVALID_TRANSACTION, refused.message());
      case TransactionDecoding.Decoded(var transaction) -> attempt(overlay, transaction);
    };
  }

  private Attempt attempt(Overlay overlay, SignedTransaction transaction) {
    String name = transaction.hash() + ": ";
    return switch (executor.run(overlay, transaction)) {
      case Run.Refused(var refusal) ->
          impossible(Cause.INVALID_TRANSACTION, name + refusal.message());
      case Run.NoRoom _ -> impossible(Cause.BLOCK_FULL, name + "does not fit the block");
      case Run.Ran(var execution) when mailbox.isImitatedBy(execution.trace()) ->
          impossible(
              Cause.EXECUTION_FAILED,
              name + "a delegatecall into the mailbox reaches no other chain");
      case Run.Ran(var execution) -> new Attempt.Tried(execution);
    };
  }

  private LegResult undone(Execution execution, List<MailboxAccess> before) {
    Optional<MissingRead> missing = mailbox.missingReadOf(execution.trace());
    if (missing.isEmpty())
      return failed(
          Cause.EXECUTION_FAILED,
          execution.transaction().hash() + ": " + Failure.of(execution.trace()));
    var writes = new ArrayList<MailboxMessage>();
    for (MailboxAccess access : before)
      if (access instanceof MailboxAccess.Written(var message)) writes.add(message);
    writes.addAll(missing.get().writesBefore());
    return new LegResult.Incomplete(new MissingMessage(missing.get().header(), writes));
  }

  private static Attempt impossible(Cause cause, String detail) {
    return new Attempt.Impossible(new VoteRefusal(cause, detail));
  }

  private static LegResult failed(Cause cause, String detail) {
    return failed(new VoteRefusal(cause, detail));
  }

  private static LegResult failed(VoteRefusal refusal) {
    return new LegResult.Incomplete(new Failed(refusal));
  }
}
