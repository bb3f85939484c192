package network.superblock.sequencer.draft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.PingPongContract;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.rlp.RlpDecoder;
import network.superblock.protocol.rlp.RlpLimits;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.protocol.trie.AccountState;
import network.superblock.protocol.trie.OrderedRoot;
import network.superblock.protocol.trie.Proven;
import network.superblock.protocol.trie.StateProof;
import network.superblock.sequencer.ExecutionNode.AccountProof;
import network.superblock.sequencer.TestRollup;
import network.superblock.sequencer.evm.BlockRlp;
import network.superblock.sequencer.evm.Execution;
import network.superblock.sequencer.evm.MinedBlock;
import network.superblock.sequencer.evm.Trace;
import network.superblock.wire.transaction.SignedTransaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was simulated is what the node mines. */
class SealerTest {

  private static final Hash32 SESSION = Hash32.fromHex("2a".repeat(32));
  private static final Bytes HELLO = Bytes.of("hello".getBytes(UTF_8));
  private static final BlockNumber FIRST = new BlockNumber(1);

  private static TestRollup a;
  private static TestRollup b;

  @BeforeAll
  static void start() {
    a = TestRollup.start(77777);
    b = TestRollup.start(88888);
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
  }

  @BeforeEach
  void startAfresh() {
    for (TestRollup rollup : List.of(a, b)) {
      rollup.node().revertTo(FIRST);
      rollup.forgetNonces();
    }
  }

  @Test
  void theBlockIsWhatTheDraftSaid() {
    ExecutedDraft draft = a.open(1);
    draft = added(draft, a.pay(TestRollup.alice(), TestRollup.pauper().address(), Wei.of(5)));
    // Stores 1 at slot 0, then clears it: a refund.
    draft = added(draft, a.create(TestRollup.bob(), Bytes.fromHex("60015f555f5f55")));
    draft = added(draft, tokenTransfer(10));
    draft = added(draft, tokenTransfer(1_000_000));
    draft = added(draft, outOfGas());

    Sealing.Sealed sealed = sealed(draft);

    assertThat(sealed.dropped()).isEmpty();
    assertThat(sealed.block().receipts()).hasSize(6);
    assertThat(sealed.block().receipts().get(4).succeeded()).isFalse();
    assertThat(sealed.block().receipts().get(5).succeeded()).isFalse();
    assertThat(sealed.block().header().timestamp()).isEqualTo(TestRollup.startOf(1));
  }

  @Test
  void theRlpIsRebuiltAndItsRootsHold() throws MalformedRlpException {
    ExecutedDraft draft = added(a.open(1), tokenTransfer(10));

    MinedBlock block = sealed(draft).block();
    Bytes rlp = new BlockRlp(block.header(), draft.transactions()).encoded();

    RlpList header = RlpDecoder.decode(rlp, RlpLimits.BLOCK).asList().list(0);
    assertThat(header.hash()).isEqualTo(block.header().hash());
    assertThat(header.string(4).toHash()).isEqualTo(OrderedRoot.of(draft.transactions()));
    assertThat(header.string(5).toHash()).isEqualTo(OrderedRoot.of(block.encodedReceipts()));
    BlockRlp decoded = BlockRlp.decode(rlp);
    assertThat(decoded.transactions()).isEqualTo(draft.transactions());
    assertThat(decoded.header()).isEqualTo(block.header());
  }

  @Test
  void aSenderMayBeFundedEarlierInTheBlock() {
    ExecutedDraft draft = a.open(1);
    SignedTransaction early = a.pay(TestRollup.pauper(), TestRollup.bob().address(), Wei.of(1));
    assertThat(extend(draft, early)).isInstanceOf(Extension.Refused.class);

    Address pauper = TestRollup.pauper().address();
    Wei ether = new Wei(BigInteger.TEN.pow(18));
    draft = added(draft, a.pay(TestRollup.alice(), pauper, ether));
    draft = added(draft, early);

    assertThat(sealed(draft).block().receipts()).hasSize(3).allMatch(r -> r.succeeded());
  }

  @Test
  void aCommittedXtIsInBothBlocksAndTheRootsMirror() {
    var xt = pingPong();
    ExecutedDraft onA =
        added(a.open(1), a.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(1)));
    ExecutedDraft onB = b.open(1);
    Instance instance = Instance.run(new Slot(1), xt, Map.of(a.chain(), onA, b.chain(), onB));
    onA = committed(onA, xt, instance.complete(a.chain()));
    onB = committed(onB, xt, instance.complete(b.chain()));
    onA = added(onA, a.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(2)));

    Sealing.Sealed sealedA = sealed(onA);
    Sealing.Sealed sealedB = sealed(onB);

    assertThat(proven(a, sealedA, MailboxLayout.FOLD_COUNT)).isEqualTo(word(2));
    assertThat(proven(a, sealedA, MailboxLayout.outboxRoot(b.chain())))
        .isEqualTo(proven(b, sealedB, MailboxLayout.inboxRoot(a.chain())))
        .isNotEqualTo(Hash32.ZERO);
    assertThat(proven(b, sealedB, MailboxLayout.outboxRoot(a.chain())))
        .isEqualTo(proven(a, sealedA, MailboxLayout.inboxRoot(b.chain())))
        .isNotEqualTo(Hash32.ZERO);
  }

  /** What the publisher will check, on both chains, over two slots. */
  @Test
  void theBlocksMessageProvesIt() {
    for (int slot = 1; slot <= 2; slot++) {
      ExecutedDraft onA = added(a.open(slot), tokenTransfer(1));
      var xt = pingPong(slot);
      ExecutedDraft onB = b.open(slot);
      Instance instance = Instance.run(new Slot(slot), xt, Map.of(a.chain(), onA, b.chain(), onB));
      onA = committed(onA, xt, instance.complete(a.chain()));
      onB = committed(onB, xt, instance.complete(b.chain()));

      assertThat(document(a, slot, xt, sealed(onA)))
          .isInstanceOf(BlockDocument.Result.Complete.class);
      assertThat(document(b, slot, xt, sealed(onB)))
          .isInstanceOf(BlockDocument.Result.Complete.class);
    }
  }

  @Test
  void aBlockWithoutItsXtIsNotSent() {
    assertThat(document(a, 1, pingPong(), sealed(a.open(1))))
        .isInstanceOfSatisfying(
            BlockDocument.Result.Invalid.class,
            invalid -> assertThat(invalid.reason()).contains("xt"));
  }

  @Test
  void aBlockIsFilledNoFurtherThanItsGas() {
    ExecutedDraft draft = a.open(1);
    var large =
        a.call(
            TestRollup.alice(),
            TestRollup.bob().address(),
            Bytes.EMPTY,
            Wei.ZERO,
            TestRollup.GAS_LIMIT - 1);

    assertThat(extend(draft, large)).isInstanceOf(Extension.NoRoom.class);
  }

  @Test
  void aLocalTransactionThatRanOtherwiseIsDroppedAndTheRestIsSealed() {
    ExecutedDraft draft = a.open(1);
    SignedTransaction first = a.pay(TestRollup.alice(), TestRollup.bob().address(), Wei.of(1));
    SignedTransaction other = a.pay(TestRollup.bob(), TestRollup.bob().address(), Wei.of(2));
    draft = added(added(draft, first), other);

    Sealing.Sealed sealed = sealed(mispredicted(draft, 1));

    assertThat(sealed.dropped()).containsExactly(first);
    assertThat(sealed.block().transactions()).hasSize(2).contains(other.hash());
  }

  @Test
  void whatDependsOnADroppedTransactionIsDroppedToo() {
    ExecutedDraft draft = a.open(1);
    SignedTransaction first = a.pay(TestRollup.alice(), TestRollup.bob().address(), Wei.of(1));
    SignedTransaction next = a.pay(TestRollup.alice(), TestRollup.bob().address(), Wei.of(2));
    draft = added(added(draft, first), next);

    Sealing.Sealed sealed = sealed(mispredicted(draft, 1));

    assertThat(sealed.dropped()).containsExactly(first, next);
    assertThat(sealed.block().transactions()).hasSize(1);
  }

  @Test
  void anXtThatRanOtherwiseIsNeverSealed() {
    var xt = pingPong();
    ExecutedDraft onA = a.open(1);
    Instance instance = Instance.run(new Slot(1), xt, Map.of(a.chain(), onA, b.chain(), b.open(1)));
    onA = committed(onA, xt, instance.complete(a.chain()));

    Sealing sealing = new Sealer(a.node()).seal(mispredicted(onA, 1));

    assertThat(sealing).isInstanceOf(Sealing.Impossible.class);
    assertThat(a.node().head().number()).isEqualTo(FIRST);
  }

  @Test
  void theSameBlockMinedAgainHasTheSameHash() {
    ExecutedDraft draft = added(a.open(1), tokenTransfer(10));
    MinedBlock block = sealed(draft).block();
    a.node().revertTo(FIRST);

    MinedBlock again = a.mine(1, draft.transactions());

    assertThat(again.header()).isEqualTo(block.header());
  }

  @Test
  void aSlotIsNotRecordedTwice() {
    sealed(a.open(2));

    var block = a.node().environmentAfter(a.node().head(), TestRollup.startOf(3));
    Workbench workbench = Workbench.of(a.node(), a.coordinator(), block);

    assertThat(ExecutedDraft.on(workbench, block).extend(new DraftEntry.TopOfBlock(new Slot(2))))
        .isInstanceOfSatisfying(
            Extension.Impossible.class,
            impossible -> assertThat(impossible.reason()).contains("SlotNotIncreasing"));
  }

  @Test
  void aLocalTransactionMayNotTouchTheMailbox() {
    Address mailbox = a.contracts().mailbox();
    // Each passes its input on: to the mailbox, in its own name, or undone afterwards.
    Address caller = a.install(1, "365f5f375f5f365f5f73" + mailbox.bytes().toHex() + "5af100");
    Address imitator = a.install(2, "365f5f375f5f365f73" + mailbox.bytes().toHex() + "5af400");
    Address undoer = a.install(3, "365f5f375f5f365f5f73" + mailbox.bytes().toHex() + "5af15f5ffd");
    Address catcher = a.install(4, "365f5f375f5f365f5f73" + undoer.bytes().toHex() + "5af100");
    ExecutedDraft draft = a.open(5);

    for (Address way : List.of(mailbox, caller, imitator, undoer, catcher))
      assertThat(
              extend(
                  draft,
                  a.sign(TestRollup.alice(), 0, Optional.of(way), ping(), Wei.ZERO, 500_000)))
          .as("through %s", way)
          .isInstanceOfSatisfying(
              Extension.Refused.class,
              refused -> assertThat(refused.refusal().message()).contains("eth_sendXTransaction"));
  }

  private static BlockDocument.Result document(
      TestRollup rollup, long slot, XtRequest xt, Sealing.Sealed sealed) {
    var request =
        new L2BlockRequest(
            rollup.chain(), sealed.block().header().number(), sealed.block().header().parent());
    var xts = new ChainXts(rollup.chain(), List.of(xt), List.of(xt.id()));
    return new BlockDocument(rollup.node(), rollup.contracts().mailbox())
        .of(new Slot(slot), request, xts, sealed);
  }

  private static Bytes ping() {
    return ping(SESSION);
  }

  private static Bytes ping(Hash32 session) {
    return PingPongContract.ping(b.chain(), b.contracts().pingPong(), session, HELLO).input();
  }

  private static XtRequest pingPong() {
    return pingPong(0);
  }

  private static XtRequest pingPong(int session) {
    Address pingPong = a.contracts().pingPong();
    Bytes ping = ping(word(session));
    Bytes pong = PingPongContract.pong(a.chain(), pingPong, word(session), HELLO).input();
    return new XtRequest(
        List.of(
            new TransactionRequest(
                a.chain(), List.of(a.call(TestRollup.alice(), pingPong, ping).raw())),
            new TransactionRequest(
                b.chain(), List.of(b.call(TestRollup.alice(), pingPong, pong).raw()))));
  }

  private static SignedTransaction tokenTransfer(long amount) {
    return a.call(
        TestRollup.alice(),
        a.contracts().token(),
        BridgeContract.transfer(TestRollup.bob().address(), BigInteger.valueOf(amount)));
  }

  private static SignedTransaction outOfGas() {
    Bytes transfer = BridgeContract.transfer(TestRollup.bob().address(), BigInteger.ONE);
    return a.call(TestRollup.alice(), a.contracts().token(), transfer, Wei.ZERO, 25_000);
  }

  /** The draft with a wrong idea of what one entry does. */
  private static ExecutedDraft mispredicted(ExecutedDraft draft, int index) {
    List<ExecutedEntry> entries = new ArrayList<>(draft.entries());
    ExecutedEntry entry = entries.get(index);
    entries.set(
        index,
        new ExecutedEntry(
            entry.entry(),
            entry.executions().stream().map(SealerTest::wrong).toList(),
            entry.accesses()));
    return new ExecutedDraft(draft.workbench(), draft.overlay(), entries);
  }

  private static Execution wrong(Execution execution) {
    Trace trace = execution.trace();
    return new Execution(
        execution.transaction(), new Trace(trace.root(), trace.gasUsed() + 1, trace.diff()));
  }

  private static ExecutedDraft added(ExecutedDraft draft, SignedTransaction transaction) {
    Extension extension = extend(draft, transaction);
    assertThat(extension).isInstanceOf(Extension.Extended.class);
    return ((Extension.Extended) extension).draft();
  }

  private static Extension extend(ExecutedDraft draft, SignedTransaction transaction) {
    return draft.extend(new DraftEntry.Local(transaction.raw()));
  }

  private static ExecutedDraft committed(
      ExecutedDraft draft, XtRequest xt, LegResult.Complete leg) {
    return draft.with(new DraftEntry.CrossChain(xt.id(), List.of(), List.of()), leg);
  }

  private static Sealing.Sealed sealed(ExecutedDraft draft) {
    Sealing sealing = new Sealer(draft.workbench().executor().node()).seal(draft);
    assertThat(sealing).isInstanceOf(Sealing.Sealed.class);
    return (Sealing.Sealed) sealing;
  }

  /** What the node's proof says of a mailbox slot under the sealed block's state root. */
  private static Hash32 proven(TestRollup rollup, Sealing.Sealed sealed, Hash32 slot) {
    Address mailbox = rollup.contracts().mailbox();
    AccountProof proof =
        rollup.node().prove(mailbox, List.of(slot), sealed.block().header().number());
    Hash32 stateRoot = sealed.block().header().stateRoot();
    var account =
        (Proven.Present<AccountState>) StateProof.account(stateRoot, mailbox, proof.account());
    var value =
        (Proven.Present<Hash32>)
            StateProof.storage(
                account.value().storageRoot(), slot, proof.slots().getFirst().nodes());
    assertThat(proof.slots().getFirst().value()).isEqualTo(value.value());
    return value.value();
  }

  private static Hash32 word(int value) {
    return Hash32.fromHex("%064x".formatted(value));
  }
}
