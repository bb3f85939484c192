package network.superblock.sequencer.evm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.superblock.contracts.ContractLog;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;

/**
 * One call of a transaction's trace, and the calls that it made.
 *
 * @param from the account in whose name the code ran, also inside a delegatecall
 * @param to whose code ran; empty when nothing did, as for a failed creation
 * @param failure why the call was undone; empty when it was not
 * @param logs what the call itself emitted, without its calls; empty when it was undone
 */
public record CallFrame(
    Kind kind,
    Address from,
    Optional<Address> to,
    Bytes input,
    Bytes output,
    Optional<String> failure,
    List<Emitted> logs,
    List<CallFrame> calls) {

  /** How the code was entered. */
  public enum Kind {
    CALL,
    STATICCALL,
    DELEGATECALL,
    CALLCODE,
    CREATE,
    CREATE2,
    SELFDESTRUCT;

    boolean runsInTheCallersName() {
      return this == DELEGATECALL || this == CALLCODE;
    }
  }

  /** A log entry and its place among all of the transaction. */
  public record Emitted(int index, ContractLog log) {}

  public CallFrame {
    logs = List.copyOf(logs);
    calls = List.copyOf(calls);
  }

  public boolean failed() {
    return failure.isPresent();
  }

  boolean runs(Address code) {
    return to.isPresent() && to.get().equals(code);
  }

  /** This call and all that it led to, in the order of their start. */
  Stream<CallFrame> all() {
    return Stream.concat(Stream.of(this), calls.stream().flatMap(CallFrame::all));
  }

  /** As {@link #all()}, without what was undone. */
  Stream<CallFrame> lasting() {
    return failed()
        ? Stream.empty()
        : Stream.concat(Stream.of(this), calls.stream().flatMap(CallFrame::lasting));
  }
}
