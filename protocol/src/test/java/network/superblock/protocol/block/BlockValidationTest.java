package network.superblock.protocol.block;

import static network.superblock.protocol.block.BlockFault.*;
import static network.superblock.protocol.block.BlockScenario.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Vectors;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.block.BlockValidity.Invalid;
import network.superblock.protocol.block.BlockValidity.Valid;
import network.superblock.protocol.mailbox.MailboxEvent;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.rlp.RlpItem;
import network.superblock.protocol.rlp.RlpList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SBCP section 7, rule by rule: a sequencer that lies consistently is caught by each. */
class BlockValidationTest {

  @Test
  void acceptsTheBlockWithItsProvenMailbox() {
    var scenario = new BlockScenario();
    assertThat(scenario.check()).isEqualTo(new Valid(scenario.after));
  }

  @Test
  void theVerdictNamesTheBlockAndTheRule() {
    var scenario = new BlockScenario();
    var block = scenario.block.seal();
    assertThat(new Valid(scenario.after).verdictOn(block))
        .isEqualTo(
            new BlockVerdict.Accepted(
                block.slot(),
                block.chain(),
                block.number(),
                block.hash(),
                block.parentHash(),
                block.includedXts(),
                scenario.after));
    assertThat(new Invalid(WRONG_PARENT, "why").verdictOn(block))
        .isEqualTo(
            new BlockVerdict.Rejected(
                block.slot(), block.chain(), block.hash(), "wrong_parent", "why"));
  }

  @Test
  void acceptsABlockWithoutXtsWhoseMailboxDidNotMove() {
    var block = new SyntheticBlock();
    block.store(new MailboxState(5, new BlockScenario().before.pairs()));
    var whole = new BlockScenario();
    var expected =
        new ExpectedBlock(
            whole.expected().slot(),
            SyntheticBlock.START,
            whole.expected().request(),
            whole.expected().mailbox(),
            new ChainXts(SyntheticBlock.CHAIN, List.of(whole.aborted), List.of()));
    assertThat(BlockValidation.check(expected, block.seal()))
        .isEqualTo(new Valid(new MailboxState(5, new TreeMap<>())));
  }

  /** One signed transaction may be a leg of two xTs, of which one committed. */
  @Test
  void acceptsALegThatAnAbortedXtShares() {
    var scenario = new BlockScenario();
    var whole = scenario.expected();
    var sharing =
        new XtRequest(
            List.of(
                new TransactionRequest(whole.chain(), scenario.first.transactionsOn(whole.chain())),
                new TransactionRequest(BlockScenario.THIRD, List.of(transaction("elsewhere")))));
    var expected =
        new ExpectedBlock(
            whole.slot(),
            whole.slotStart(),
            whole.request(),
            whole.mailbox(),
            new ChainXts(
                whole.chain(),
                List.of(sharing, scenario.first, scenario.second),
                whole.xts().ids()));
    assertThat(BlockValidation.check(expected, scenario.block.seal())).isInstanceOf(Valid.class);
  }

  /** Anyone may send it before its xT starts, and an honest sequencer cannot know. */
  @ParameterizedTest
  @ValueSource(ints = {LOCAL, FAILED_LOCAL})
  void acceptsALegOfAnAbortedXtThatMayHaveBeenThereBefore(int position) {
    var scenario = new BlockScenario();
    scenario.block.transactions.set(position, transaction("aborted"));
    assertThat(scenario.check()).isEqualTo(new Valid(scenario.after));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void refuses(BlockFault fault, String what, Consumer<BlockScenario> spoil) {
    var scenario = new BlockScenario();
    spoil.accept(scenario);
    assertThat(scenario.check())
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid -> {
              assertThat(invalid.fault()).as(invalid.detail()).isEqualTo(fault);
              assertThat(invalid.detail()).isNotBlank();
            });
  }

  static Stream<Arguments> refuses() {
    return Stream.of(header(), inclusion(), messages(), proofs()).flatMap(s -> s);
  }

  private static Stream<Arguments> header() {
    return Stream.of(
        spoiled(WRONG_SLOT, "a later slot", s -> s.block.slot = new Slot(10)),
        spoiled(WRONG_CHAIN, "another chain", s -> s.block.chain = PEER),
        spoiled(WRONG_NUMBER, "a number ahead", s -> s.block.number = new BlockNumber(42)),
        spoiled(WRONG_PARENT, "a fork", s -> s.block.parentHash = Vectors.hash("fork")),
        spoiled(WRONG_TIMESTAMP, "a second late", s -> s.block.timestamp++),
        spoiled(WRONG_XTS, "an xT too few", s -> s.block.includedXts.removeLast()),
        spoiled(WRONG_XTS, "xTs in another order", s -> swap(s.block.includedXts)),
        spoiled(WRONG_XTS, "an aborted xT", s -> s.block.includedXts.add(s.aborted.id())),
        spoiled(MALFORMED_BLOCK, "a withdrawal", s -> s.block.withdrawals.add(RlpList.of())),
        spoiled(MALFORMED_RECEIPTS, "a receipt too few", s -> s.block.receipts.removeLast()),
        spoiled(
            MALFORMED_RECEIPTS,
            "a receipt that is none",
            s -> s.block.receipts.set(LOCAL, Bytes.fromHex("02c0"))));
  }

  private static Stream<Arguments> inclusion() {
    return Stream.of(
        spoiled(MISSING_XT, "the first is not there", s -> s.reorder(0, 1, 4, 5, 6, 7)),
        spoiled(
            STRAY_XT_TRANSACTION, "xTs in another order", s -> s.reorder(0, 5, 6, 1, 2, 3, 4, 7)),
        spoiled(MISSING_XT, "its transactions swapped", s -> s.reorder(0, 1, 2, 3, 4, 6, 5, 7)),
        spoiled(MISSING_XT, "a local one inside", s -> s.reorder(0, 1, 2, 3, 4, 5, 7, 6)),
        spoiled(MISSING_XT, "cut off", s -> s.reorder(0, 1, 2, 3, 4, 7, 5)),
        spoiled(STRAY_MESSAGE, "putInbox too early", s -> s.reorder(0, 2, 1, 3, 4, 5, 6, 7)),
        spoiled(STRAY_MESSAGE, "putInbox behind its xT", s -> s.reorder(0, 1, 3, 2, 4, 5, 6, 7)),
        spoiled(
            FAILED_XT_TRANSACTION,
            "the second fails",
            s -> s.block.receipts.set(SECOND_XT, Receipts.failure())),
        spoiled(
            STRAY_XT_TRANSACTION,
            "a leg of an aborted xT behind a later xT",
            s -> s.block.transactions.set(LAST_LOCAL, transaction("aborted"))),
        spoiled(
            STRAY_XT_TRANSACTION,
            "a leg twice",
            s -> s.block.transactions.set(LAST_LOCAL, transaction("first"))));
  }

  private static Stream<Arguments> messages() {
    MailboxMessage stranger = message(new ChainId(5), SyntheticBlock.CHAIN, "X", "x");
    MailboxMessage toStranger = message(SyntheticBlock.CHAIN, THIRD, "X", "x");
    MailboxMessage toItself = message(SyntheticBlock.CHAIN, SyntheticBlock.CHAIN, "X", "x");
    MailboxMessage altered = new MailboxMessage(IN.header(), Bytes.fromHex("00"));
    return Stream.of(
        logs(STRAY_MESSAGE, "a local write", LOCAL, Receipts.written(OUT)),
        logs(STRAY_MESSAGE, "a local read", LAST_LOCAL, Receipts.consumed(IN)),
        logs(STRAY_MESSAGE, "a message for no xT", LAST_LOCAL, Receipts.delivered(IN)),
        logs(STRAY_MESSAGE, "from a stranger", PUT_INBOX, Receipts.delivered(stranger)),
        logs(STRAY_MESSAGE, "to another xT's chain", FIRST_XT, Receipts.written(toStranger)),
        logs(STRAY_MESSAGE, "to itself", FIRST_XT, Receipts.written(toItself)),
        logs(STRAY_MESSAGE, "a read of nothing", SECOND_XT, Receipts.consumed(IN)),
        logs(STRAY_MESSAGE, "other data read", FIRST_XT, Receipts.consumed(altered)),
        logs(STRAY_MESSAGE, "an xT that delivers", SECOND_XT, Receipts.delivered(IN)),
        logs(
            STRAY_MESSAGE,
            "a read and a delivery in one",
            PUT_INBOX,
            Receipts.delivered(IN),
            Receipts.consumed(IN)),
        logs(
            STRAY_MESSAGE,
            "a log that the contract does not write",
            FIRST_XT,
            Receipts.log(
                SyntheticBlock.MAILBOX,
                MailboxEvent.WRITTEN,
                Vectors.hash("key"),
                AbiWord.of(PEER),
                AbiWord.of(5),
                Bytes.EMPTY)),
        logs(UNREAD_MESSAGE, "nothing read", FIRST_XT, Receipts.written(OUT)));
  }

  private static Stream<Arguments> proofs() {
    var counter = MailboxLayout.FOLD_COUNT;
    var inbox = MailboxLayout.inboxRoot(PEER);
    var unused = MailboxLayout.inboxRoot(THIRD);
    return Stream.of(
        spoiled(WRONG_PROOFS, "a pair not proven", s -> s.block.provenPeers.removeLast()),
        spoiled(WRONG_PROOFS, "a pair too many", s -> s.block.provenPeers.add(new ChainId(5))),
        spoiled(
            INVALID_PROOF,
            "no mailbox there",
            s -> s.block.mailboxContract = s.block.provenContract = at(9)),
        spoiled(INVALID_PROOF, "another account", s -> s.block.provenContract = at(100)),
        spoiled(WRONG_MAILBOX, "a hidden fold", s -> s.block.mailbox.put(counter, AbiWord.of(9))),
        spoiled(WRONG_MAILBOX, "a lost fold", s -> s.block.mailbox.put(counter, AbiWord.of(7))),
        spoiled(
            WRONG_MAILBOX, "another root", s -> s.block.mailbox.put(inbox, Vectors.hash("other"))),
        spoiled(
            WRONG_MAILBOX,
            "a root that should be zero",
            s -> s.block.mailbox.put(unused, Vectors.hash("other"))),
        spoiled(WRONG_MAILBOX, "a root gone", s -> s.block.mailbox.remove(inbox)),
        spoiled(
            WRONG_MAILBOX,
            "a log without its fold",
            s ->
                s.block.receipts.set(
                    SECOND_XT,
                    Receipts.success(
                        Receipts.written(message(SyntheticBlock.CHAIN, THIRD, "X", "x"))))));
  }

  private static Arguments logs(BlockFault fault, String what, int position, RlpItem... logs) {
    return spoiled(fault, what, s -> s.block.receipts.set(position, Receipts.success(logs)));
  }

  private static Arguments spoiled(BlockFault fault, String what, Consumer<BlockScenario> spoil) {
    return arguments(fault, what, spoil);
  }

  private static Address at(int number) {
    return new Address(Vectors.value(number, 20));
  }

  private static <T> void swap(List<T> two) {
    two.add(two.removeFirst());
  }
}
