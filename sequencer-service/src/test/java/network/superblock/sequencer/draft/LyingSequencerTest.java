package network.superblock.sequencer.draft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.PingPongContract;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.block.BlockFault;
import network.superblock.protocol.block.BlockValidation;
import network.superblock.protocol.block.BlockValidity;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.block.ExpectedBlock;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.sequencer.TestRollup;
import network.superblock.sequencer.evm.BlockRlp;
import network.superblock.sequencer.evm.MinedBlock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sequencer that lies about a block of a real node, or has its node make a dishonest one. */
@Timeout(120)
class LyingSequencerTest {

  private static final Slot SLOT = new Slot(1);
  private static final BlockNumber PARENT = new BlockNumber(1);
  private static final Hash32 SESSION = Hash32.fromHex("2a".repeat(32));
  private static final Bytes HELLO = Bytes.of("hello".getBytes(UTF_8));

  private static TestRollup a;
  private static TestRollup b;
  private static XtRequest xt;
  private static L2BlockRequest request;
  private static List<Bytes> transactions;
  private static L2Block honest;

  /** What is said, what the slot demands, and the name that the rejection bears. */
  record Lie(String name, BlockFault fault, L2Block block, ExpectedBlock expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() {
    a = TestRollup.start(77777);
    b = TestRollup.start(88888);
    var head = a.node().head();
    request = new L2BlockRequest(a.chain(), head.number().next(), head.hash());
    xt = pingPong();
    ExecutedDraft onA = withTransfer(a.open(1));
    var drafts = Map.of(a.chain(), onA, b.chain(), b.open(1));
    Instance instance = Instance.run(SLOT, xt, drafts);
    var leg = new DraftEntry.CrossChain(xt.id(), List.of(), List.of());
    transactions = onA.with(leg, instance.complete(a.chain())).transactions();
    honest = mined(1, transactions, List.of(xt));
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
  }

  @Test
  void anHonestBlockIsAccepted() {
    assertThat(BlockValidation.check(expected(xt), honest)).isInstanceOf(BlockValidity.Valid.class);
  }

  /** The reason is also the tag of the metric that counts verdicts. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aLieIsNamedInTheRejection(Lie lie) {
    var validity = BlockValidation.check(lie.expected(), lie.block());
    assertThat(validity.verdictOn(lie.block()))
        .isInstanceOfSatisfying(
            BlockVerdict.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(lie.fault().label());
              assertThat(rejected.detail()).isNotBlank();
            });
  }

  static Stream<Lie> lies() {
    return Stream.concat(said(), made());
  }

  /** The block is honest; what is said of it is not. */
  private static Stream<Lie> said() {
    BlockEvidence evidence = honest.evidence();
    List<Bytes> receipts = evidence.receipts();
    return Stream.of(
        lie("another slot", BlockFault.WRONG_SLOT, Altered.slot(honest, SLOT.next())),
        lie("another chain's id", BlockFault.WRONG_CHAIN, Altered.chain(honest, b.chain())),
        lie(
            "another number",
            BlockFault.WRONG_NUMBER,
            Altered.number(honest, honest.number().next())),
        lie("another parent", BlockFault.WRONG_PARENT, Altered.parent(honest, SESSION)),
        lie("another hash", BlockFault.WRONG_HASH, Altered.hash(honest, SESSION)),
        lie("an included xT withheld", BlockFault.WRONG_XTS, Altered.xts(honest, List.of())),
        lie(
            "a body cut short",
            BlockFault.WRONG_TRANSACTIONS_ROOT,
            Altered.content(honest, cutShort())),
        lie(
            "a receipt withheld",
            BlockFault.MALFORMED_RECEIPTS,
            Altered.evidence(honest, withReceipts(receipts.subList(1, receipts.size())))),
        lie(
            "receipts in another order",
            BlockFault.WRONG_RECEIPTS_ROOT,
            Altered.evidence(honest, withReceipts(receipts.reversed()))),
        lie(
            "another outbox root",
            BlockFault.INVALID_PROOF,
            Altered.evidence(
                honest,
                withSlots(proof -> new StorageProof(proof.slot(), SESSION, proof.nodes())))),
        lie(
            "a proof without its nodes",
            BlockFault.INVALID_PROOF,
            Altered.evidence(
                honest,
                withSlots(proof -> new StorageProof(proof.slot(), proof.value(), List.of())))),
        lie(
            "no proof of the mailbox",
            BlockFault.WRONG_PROOFS,
            Altered.evidence(
                honest, new BlockEvidence(receipts, evidence.mailboxAccount(), List.of()))),
        new Lie(
            "a message of the past withheld",
            BlockFault.WRONG_MAILBOX,
            honest,
            expected(new MailboxState(1, MailboxState.EMPTY.pairs()), xt)));
  }

  /** The node has really mined it, its roots and proofs hold, and it is not what was asked for. */
  private static Stream<Lie> made() {
    List<Bytes> withoutLeg = transactions.subList(0, 2);
    var lies = new ArrayList<Lie>();
    lies.add(
        lie(
            "made at another time",
            BlockFault.WRONG_TIMESTAMP,
            Altered.slot(mined(2, transactions, List.of(xt)), SLOT)));
    lies.add(lie("made without its xT", BlockFault.MISSING_XT, mined(1, withoutLeg, List.of(xt))));
    lies.add(
        new Lie(
            "made with an xT that was aborted",
            BlockFault.STRAY_MESSAGE,
            mined(1, transactions, List.of()),
            expected()));
    lies.add(
        new Lie(
            "made with a message that nobody asked for",
            BlockFault.STRAY_MESSAGE,
            mined(1, withForgedDelivery(), List.of()),
            expected()));
    lies.add(lie("made on another parent", BlockFault.WRONG_NUMBER, onAnotherParent()));
    return lies.stream();
  }

  private static Lie lie(String name, BlockFault fault, L2Block block) {
    return new Lie(name, fault, block, expected(xt));
  }

  private static ExpectedBlock expected(XtRequest... included) {
    return expected(MailboxState.EMPTY, included);
  }

  private static ExpectedBlock expected(MailboxState before, XtRequest... included) {
    var ids = Stream.of(included).map(XtRequest::id).toList();
    return new ExpectedBlock(
        SLOT,
        TestRollup.startOf(1),
        request,
        new ExpectedBlock.Mailbox(a.contracts().mailbox(), before),
        new ChainXts(a.chain(), List.of(xt), ids));
  }

  /** Has the node mine exactly this on the requested parent, and documents it. */
  private static L2Block mined(long slot, List<Bytes> body, List<XtRequest> xts) {
    a.node().revertTo(PARENT);
    return documented(slot, a.mine(slot, body), body, xts);
  }

  private static L2Block documented(
      long slot, MinedBlock block, List<Bytes> body, List<XtRequest> xts) {
    var header = block.header();
    var ids = xts.stream().map(XtRequest::id).toList();
    var peers = new ChainXts(a.chain(), xts, ids).peers();
    var proven = List.copyOf(MailboxLayout.provenSlots(peers));
    var proof = a.node().prove(a.contracts().mailbox(), proven, header.number());
    return new L2Block(
        new Slot(slot),
        a.chain(),
        header.number(),
        header.hash(),
        header.parent(),
        ids,
        new BlockRlp(header, body).encoded(),
        new BlockEvidence(block.encodedReceipts(), proof.account(), proof.slots()));
  }

  /** A chain that is no part of any xT says something, in the coordinator's name. */
  private static List<Bytes> withForgedDelivery() {
    a.node().revertTo(PARENT);
    ExecutedDraft draft = a.open(1);
    var header =
        new MailboxHeader(
            b.chain(),
            a.chain(),
            b.contracts().pingPong(),
            a.contracts().pingPong(),
            SESSION,
            HELLO);
    var message = new MailboxMessage(header, HELLO);
    var executor = draft.workbench().executor();
    if (!(a.coordinator().putInbox(executor, draft.overlay(), message)
        instanceof Run.Ran(var delivery))) throw new AssertionError("no delivery");
    var body = new ArrayList<>(draft.transactions());
    body.add(delivery.transaction().raw());
    return body;
  }

  private static L2Block onAnotherParent() {
    a.node().revertTo(PARENT);
    a.mine(1, List.of());
    L2Block block = documented(1, a.mine(1, transactions), transactions, List.of(xt));
    return Altered.parent(Altered.number(block, request.number()), request.parentHash());
  }

  private static ExecutedDraft withTransfer(ExecutedDraft draft) {
    var bob = TestRollup.bob().address();
    var transfer =
        a.call(
            TestRollup.bob(), a.contracts().token(), BridgeContract.transfer(bob, BigInteger.ZERO));
    if (draft.extend(new DraftEntry.Local(transfer.raw())) instanceof Extension.Extended(var more))
      return more;
    throw new AssertionError("the transfer does not run");
  }

  private static XtRequest pingPong() {
    var pingPong = a.contracts().pingPong();
    Bytes ping = PingPongContract.ping(b.chain(), pingPong, SESSION, HELLO).input();
    Bytes pong = PingPongContract.pong(a.chain(), pingPong, SESSION, HELLO).input();
    var alice = TestRollup.alice();
    return new XtRequest(
        List.of(
            new TransactionRequest(a.chain(), List.of(a.call(alice, pingPong, ping).raw())),
            new TransactionRequest(b.chain(), List.of(b.call(alice, pingPong, pong).raw()))));
  }

  private static BlockEvidence withReceipts(List<Bytes> receipts) {
    var evidence = honest.evidence();
    return new BlockEvidence(receipts, evidence.mailboxAccount(), evidence.mailboxSlots());
  }

  private static BlockEvidence withSlots(UnaryOperator<StorageProof> lie) {
    var evidence = honest.evidence();
    var slots = evidence.mailboxSlots().stream().map(lie).toList();
    return new BlockEvidence(evidence.receipts(), evidence.mailboxAccount(), slots);
  }

  /** The header of a block over another body. */
  private static Bytes cutShort() {
    try {
      var header = BlockRlp.decode(honest.block()).header();
      return new BlockRlp(header, transactions.subList(0, transactions.size() - 1)).encoded();
    } catch (MalformedRlpException e) {
      throw new AssertionError(e);
    }
  }
}
