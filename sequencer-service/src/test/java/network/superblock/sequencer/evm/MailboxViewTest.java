package network.superblock.sequencer.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import network.superblock.contracts.MailboxContract;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.sequencer.evm.CallFrame.Kind;
import network.superblock.sequencer.evm.MailboxView.MissingRead;
import org.junit.jupiter.api.Test;

/** Which calls of a trace count. */
class MailboxViewTest {

  private static final ChainId HERE = new ChainId(77777);
  private static final ChainId THERE = new ChainId(88888);
  private static final Address MAILBOX = address("aa");
  private static final Address APP = address("bb");
  private static final Address PEER = address("cc");
  private static final Optional<String> REVERTED = Optional.of("execution reverted");
  // The error's selector, as the contract's ABI has it.
  private static final Bytes MESSAGE_NOT_FOUND = Bytes.fromHex("f62f292e");

  private final MailboxView view = new MailboxView(HERE, MAILBOX);

  @Test
  void writesBeforeTheMissingReadCount() {
    CallFrame root = undone(write("1"), write("2"), missingRead());

    assertThat(missing(root).header()).isEqualTo(awaited());
    assertThat(missing(root).writesBefore()).containsExactly(message("1"), message("2"));
  }

  @Test
  void writesAfterTheMissingReadDoNotCount() {
    assertThat(missing(undone(write("1"), missingRead(), write("2"))).writesBefore())
        .containsExactly(message("1"));
  }

  @Test
  void writesOfSubCallsThatWereUndoneDoNotCount() {
    CallFrame undoneBefore = undone(write("1"));
    CallFrame lasting = frame(Kind.CALL, APP, Optional.empty(), write("2"));

    assertThat(missing(undone(undoneBefore, lasting, missingRead())).writesBefore())
        .containsExactly(message("2"));
  }

  @Test
  void aReadDeepInsideIsFoundWithTheWritesOfEveryLevel() {
    CallFrame inner = undone(write("2"), missingRead());

    assertThat(missing(undone(write("1"), inner)).writesBefore())
        .containsExactly(message("1"), message("2"));
  }

  @Test
  void theLastMissingReadIsTheCause() {
    CallFrame caught = undone(missingRead());
    CallFrame fatal = undone(write("1"), missingRead());

    assertThat(missing(undone(caught, fatal)).writesBefore()).containsExactly(message("1"));
  }

  @Test
  void aTransactionThatSucceedsLacksNothing() {
    CallFrame root = frame(Kind.CALL, APP, Optional.empty(), undone(missingRead()));

    assertThat(view.missingReadOf(trace(root))).isEmpty();
  }

  @Test
  void aContractThatOnlyPretendsLacksNothing() {
    CallFrame pretended =
        new CallFrame(
            Kind.CALL,
            APP,
            Optional.of(PEER),
            Bytes.EMPTY,
            missingRead().output(),
            REVERTED,
            List.of(),
            List.of());

    assertThat(view.missingReadOf(trace(undone(pretended)))).isEmpty();
  }

  @Test
  void everyKindOfCallTouches() {
    for (Kind kind : List.of(Kind.CALL, Kind.STATICCALL, Kind.DELEGATECALL, Kind.CALLCODE)) {
      CallFrame touching = frame(kind, MAILBOX, Optional.empty());
      assertThat(view.isTouchedBy(trace(undone(undone(touching))))).as("%s", kind).isTrue();
    }
    assertThat(view.isTouchedBy(trace(undone(undone())))).isFalse();
  }

  @Test
  void onlyADelegatecallThatLastsImitates() {
    CallFrame imitation = frame(Kind.DELEGATECALL, MAILBOX, Optional.empty());

    assertThat(view.isImitatedBy(trace(frame(Kind.CALL, APP, Optional.empty(), imitation))))
        .isTrue();
    assertThat(view.isImitatedBy(trace(undone(imitation)))).isFalse();
    assertThat(view.isImitatedBy(trace(frame(Kind.CALL, MAILBOX, Optional.empty())))).isFalse();
  }

  private MissingRead missing(CallFrame root) {
    return view.missingReadOf(trace(root)).orElseThrow();
  }

  private static Trace trace(CallFrame root) {
    return new Trace(root, 21_000, StateDiff.NONE);
  }

  private static CallFrame undone(CallFrame... calls) {
    return frame(Kind.CALL, APP, REVERTED, calls);
  }

  private static CallFrame frame(
      Kind kind, Address to, Optional<String> failure, CallFrame... calls) {
    return new CallFrame(
        kind, APP, Optional.of(to), Bytes.EMPTY, Bytes.EMPTY, failure, List.of(), List.of(calls));
  }

  private static CallFrame write(String data) {
    return new CallFrame(
        Kind.CALL,
        APP,
        Optional.of(MAILBOX),
        MailboxContract.write(message(data)),
        Bytes.EMPTY,
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static CallFrame missingRead() {
    // The error has the same arguments as the function that computes the key.
    Bytes arguments = MailboxContract.messageKey(awaited()).input();
    return new CallFrame(
        Kind.CALL,
        APP,
        Optional.of(MAILBOX),
        MailboxContract.read(awaited()).input(),
        MESSAGE_NOT_FOUND.concat(arguments.slice(4, arguments.size())),
        REVERTED,
        List.of(),
        List.of());
  }

  private static MailboxMessage message(String data) {
    return new MailboxMessage(
        new MailboxHeader(HERE, THERE, APP, PEER, Hash32.ZERO, Bytes.of((byte) 'x')),
        Bytes.of(data.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static MailboxHeader awaited() {
    return new MailboxHeader(THERE, HERE, PEER, APP, Hash32.ZERO, Bytes.of((byte) 'y'));
  }

  private static Address address(String octet) {
    return Address.fromHex(octet.repeat(20));
  }
}
