package network.superblock.sequencer.draft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.DraftEntry.TopOfBlock;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.Execution;
import network.superblock.sequencer.evm.Overlay;
import network.superblock.sequencer.pool.LocalPool;
import network.superblock.sequencer.transaction.Account;
import network.superblock.sequencer.transaction.TransactionRefusal;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.TransactionDecoding;

/** A slot's draft as far as it was executed. Immutable: every addition is a new one. */
public record ExecutedDraft(Workbench workbench, Overlay overlay, List<ExecutedEntry> entries) {

  public ExecutedDraft {
    entries = List.copyOf(entries);
  }

  /** Nothing yet, on the state of the block's parent. */
  public static ExecutedDraft on(Workbench workbench, BlockEnvironment block) {
    return new ExecutedDraft(workbench, Overlay.on(block), List.of());
  }

  /** This draft with another entry behind the others. */
  public Extension extend(DraftEntry entry) {
    return switch (entry) {
      case TopOfBlock top -> recordSlot(top);
      case Local local -> add(local);
      case CrossChain leg -> add(leg);
    };
  }

  /** This draft with a leg as it was simulated on this very draft. */
  public ExecutedDraft with(CrossChain leg, LegResult.Complete simulated) {
    return with(new ExecutedEntry(leg, simulated.executions(), simulated.result().accesses()));
  }

  public List<Execution> executions() {
    return entries.stream().flatMap(entry -> entry.executions().stream()).toList();
  }

  /** Accounts as the draft leaves them. */
  LocalPool.Accounts accounts() {
    return new LocalPool.Accounts() {
      @Override
      public Account of(Address address) {
        return workbench.executor().account(overlay, address);
      }

      @Override
      public void prepare(Collection<Address> addresses) {
        workbench.executor().prepare(addresses);
      }
    };
  }

  /** The signed transactions, as the block will hold them. */
  public List<Bytes> transactions() {
    return executions().stream().map(execution -> execution.transaction().raw()).toList();
  }

  private Extension recordSlot(TopOfBlock top) {
    return switch (workbench.coordinator().recordSlot(workbench.executor(), overlay, top.slot())) {
      case Run.Ran(var execution) when execution.trace().succeeded() ->
          extended(new ExecutedEntry(top, List.of(execution), List.of()));
      case Run.Ran(var execution) ->
          new Extension.Impossible("recordSlot: " + Failure.of(execution.trace()));
      case Run.Refused(var refusal) -> new Extension.Impossible(refusal.message());
      case Run.NoRoom _ -> new Extension.NoRoom();
    };
  }

  private Extension add(Local local) {
    return switch (workbench.decoder().decode(local.transaction())) {
      case TransactionDecoding.Decoded(var transaction) -> add(local, transaction);
      case TransactionDecoding.Refused refused ->
          new Extension.Refused(TransactionRefusal.of(refused));
    };
  }

  /** One that fails is added all the same: it pays, and changes nothing else. */
  private Extension add(Local local, SignedTransaction transaction) {
    return switch (workbench.executor().run(overlay, transaction)) {
      case Run.Refused(var refusal) -> new Extension.Refused(refusal);
      case Run.NoRoom _ -> new Extension.NoRoom();
      case Run.Ran(var execution) ->
          workbench.mailbox().isTouchedBy(execution.trace())
              ? new Extension.Refused(TransactionRefusal.touchesMailbox())
              : extended(new ExecutedEntry(local, List.of(execution), List.of()));
    };
  }

  private Extension add(CrossChain leg) {
    var simulation = new LegSimulation(workbench, overlay, leg.transactions());
    return switch (simulation.run(leg.inbox())) {
      case LegResult.Complete complete -> new Extension.Extended(with(leg, complete));
      case LegResult.Incomplete(var result) ->
          new Extension.Impossible("xT %s does not run: %s".formatted(leg.xt(), result));
    };
  }

  private Extension extended(ExecutedEntry entry) {
    return new Extension.Extended(with(entry));
  }

  private ExecutedDraft with(ExecutedEntry entry) {
    var more = new ArrayList<>(entries);
    more.add(entry);
    return new ExecutedDraft(workbench, overlay.pushAll(entry.executions()), more);
  }
}
