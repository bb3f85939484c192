package network.superblock.sequencer.evm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.superblock.contracts.MailboxInput;
import network.superblock.contracts.MailboxLog;
import network.superblock.contracts.Revert;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.mailbox.MailboxAccess;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;

/** What a transaction's calls had to do with one chain's mailbox. See SBCP section 8. */
public record MailboxView(ChainId chain, Address mailbox) {

  /**
   * A read without which the transaction gets no further.
   *
   * @param writesBefore what it wrote until then, although it was undone in the end
   */
  public record MissingRead(MailboxHeader header, List<MailboxMessage> writesBefore) {
    public MissingRead {
      writesBefore = List.copyOf(writesBefore);
    }
  }

  /** Whether the mailbox's code was entered at all, in whatever way and with whatever outcome. */
  public boolean isTouchedBy(Trace trace) {
    return trace.root().all().anyMatch(frame -> frame.runs(mailbox));
  }

  /**
   * Whether the mailbox's code ran on another contract's storage: what it seemed to write there is
   * in no root, so no peer could trust it.
   */
  public boolean isImitatedBy(Trace trace) {
    return trace
        .root()
        .lasting()
        .anyMatch(frame -> frame.runs(mailbox) && frame.kind().runsInTheCallersName());
  }

  /** What the transaction folded, in order. */
  public List<MailboxAccess> accessesOf(Trace trace) {
    return trace.logs().stream()
        .filter(log -> log.contract().equals(mailbox))
        .flatMap(log -> MailboxLog.of(log, chain).stream())
        .flatMap(MailboxView::access)
        .toList();
  }

  /**
   * The message that a failed transaction lacked: the last that it did not find. A contract may
   * catch that and fail later for another reason; then waiting for the message is in vain, but
   * safe.
   */
  public Optional<MissingRead> missingReadOf(Trace trace) {
    return trace.succeeded() ? Optional.empty() : missingIn(trace.root());
  }

  private Optional<MissingRead> missingIn(CallFrame frame) {
    if (frame.runs(mailbox)
        && frame.failed()
        && !frame.kind().runsInTheCallersName()
        && Revert.of(frame.output()) instanceof Revert.MessageNotFound(var header))
      return Optional.of(new MissingRead(header, List.of()));
    List<CallFrame> calls = frame.calls();
    for (int i = calls.size() - 1; i >= 0; i--) {
      Optional<MissingRead> found = missingIn(calls.get(i));
      if (found.isPresent()) {
        List<CallFrame> before = calls.subList(0, i);
        return found.map(missing -> new MissingRead(missing.header(), writes(before, missing)));
      }
    }
    return Optional.empty();
  }

  /** Logs of undone calls are not in a trace, so these writes are read from the calls' inputs. */
  private List<MailboxMessage> writes(List<CallFrame> before, MissingRead within) {
    var writes = new ArrayList<MailboxMessage>();
    before.stream().flatMap(CallFrame::lasting).flatMap(this::write).forEach(writes::add);
    writes.addAll(within.writesBefore());
    return writes;
  }

  private Stream<MailboxMessage> write(CallFrame frame) {
    if (!frame.runs(mailbox) || frame.kind() != CallFrame.Kind.CALL) return Stream.empty();
    return MailboxInput.of(frame.input(), chain, frame.from()).stream()
        .flatMap(input ->
            input instanceof MailboxInput.Write(var message) ? Stream.of(message) : Stream.empty());
  }

  private static Stream<MailboxAccess> access(MailboxLog log) {
    return switch (log) {
      case MailboxLog.Written(_, var message) -> Stream.of(new MailboxAccess.Written(message));
      case MailboxLog.Consumed(_, var message) -> Stream.of(new MailboxAccess.Consumed(message));
      case MailboxLog.Delivered _, MailboxLog.SlotRecorded _, MailboxLog.CoordinatorChanged _ ->
          Stream.empty();
    };
  }
}
