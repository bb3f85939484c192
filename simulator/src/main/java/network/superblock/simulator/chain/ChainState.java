package network.superblock.simulator.chain;

import static network.superblock.protocol.message.VoteRefusal.Cause.EXECUTION_FAILED;
import static network.superblock.protocol.message.VoteRefusal.Cause.INVALID_TRANSACTION;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.collection.PersistentSortedMap;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.protocol.sequencer.DraftEntry;

/** A rollup's state: which transactions were executed and what its mailbox holds. */
public final class ChainState {

  private final ChainId chain;
  private PersistentSortedMap<Bytes, Boolean> executed;
  private final Mailbox mailbox;

  private ChainState(ChainId chain, PersistentSortedMap<Bytes, Boolean> executed, Mailbox mailbox) {
    this.chain = chain;
    this.executed = executed;
    this.mailbox = mailbox;
  }

  public static ChainState genesis(ChainId chain) {
    return new ChainState(chain, PersistentSortedMap.empty(), new Mailbox());
  }

  public ChainState copy() {
    return new ChainState(chain, executed, mailbox.copy());
  }

  public boolean hasExecuted(Bytes transaction) {
    return executed.containsKey(transaction);
  }

  public MailboxState proven(SortedSet<ChainId> peers) {
    return mailbox.proven(peers);
  }

  /** Executes the entry on this state. */
  public void apply(DraftEntry entry) {
    switch (entry) {
      case DraftEntry.TopOfBlock _ -> {}
      case DraftEntry.Local(var transaction) -> executed = executed.with(transaction, true);
      case DraftEntry.CrossChain(var _, var inbox, var transactions) -> {
        if (!(run(inbox, transactions) instanceof SimulationResult.Succeeded))
          throw new IllegalStateException("a committed leg fails in its block on " + chain);
      }
    }
  }

  /** What the leg would come to on this state, which stays as it is. */
  public SimulationResult simulate(List<MailboxMessage> inbox, List<Bytes> transactions) {
    return copy().run(inbox, transactions);
  }

  private SimulationResult run(List<MailboxMessage> inbox, List<Bytes> transactions) {
    for (var message : inbox)
      if (!mailbox.put(message)) return failed(EXECUTION_FAILED, "the message exists");
    var accesses = new ArrayList<MailboxAccess>();
    for (var transaction : transactions) {
      if (hasExecuted(transaction)) return failed(INVALID_TRANSACTION, "nonce too low");
      executed = executed.with(transaction, true);
      var script = Script.decode(transaction);
      for (var op : script.ops()) {
        var end = run(op, script, accesses);
        if (end.isPresent()) return end.get();
      }
    }
    return new SimulationResult.Succeeded(accesses);
  }

  private Optional<SimulationResult> run(Op op, Script script, List<MailboxAccess> accesses) {
    return switch (op) {
      case Op.Write(var to, var label, var data) -> {
        var message = new MailboxMessage(header(chain, to, script, label), data);
        if (!mailbox.write(message))
          yield Optional.of(failed(EXECUTION_FAILED, "the message exists"));
        accesses.add(new Written(message));
        yield Optional.empty();
      }
      case Op.Read(var from, var label) -> {
        var header = header(from, chain, script, label);
        yield read(header, accesses) ? Optional.empty() : Optional.of(missing(header, accesses));
      }
      case Op.TryRead(var from, var label) -> {
        var _ = read(header(from, chain, script, label), accesses);
        yield Optional.empty();
      }
      case Op.PretendToMiss(var from, var label) ->
          Optional.of(missing(header(from, chain, script, label), accesses));
      case Op.Revert _ -> Optional.of(failed(EXECUTION_FAILED, "reverted"));
    };
  }

  private boolean read(MailboxHeader header, List<MailboxAccess> accesses) {
    var data = mailbox.find(header);
    data.ifPresent(found -> {
      var message = new MailboxMessage(header, found);
      if (mailbox.consume(message)) accesses.add(new Consumed(message));
    });
    return data.isPresent();
  }

  private static SimulationResult missing(MailboxHeader header, List<MailboxAccess> accesses) {
    return new SimulationResult.MissingMessage(
        header,
        accesses.stream().filter(Written.class::isInstance).map(MailboxAccess::message).toList());
  }

  private static SimulationResult failed(VoteRefusal.Cause cause, String detail) {
    return new SimulationResult.Failed(new VoteRefusal(cause, detail));
  }

  private static MailboxHeader header(ChainId from, ChainId to, Script script, Bytes label) {
    return new MailboxHeader(from, to, contractOn(from), contractOn(to), script.sessionId(), label);
  }

  private static Address contractOn(ChainId chain) {
    return Address.of(ByteBuffer.allocate(20).putLong(12, chain.value()).array());
  }
}
