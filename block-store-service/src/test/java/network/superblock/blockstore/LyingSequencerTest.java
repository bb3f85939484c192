package network.superblock.blockstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.superblock.blockstore.TestStore.A;
import static network.superblock.blockstore.TestStore.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import network.superblock.blockstore.TestRollup.Flaws;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.block.BlockFault;
import network.superblock.protocol.mailbox.MailboxEvent;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxKey;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.BlockVerdict.Rejected;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.rlp.RlpList;
import network.superblock.protocol.rlp.RlpString;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sequencer that lies to the running block store: the lie is named in the rejection and counted,
 * and costs its block and the one that shares a committed xT with it, and nothing else.
 */
@Timeout(120)
class LyingSequencerTest {

  private static final Hash32 OTHER = TestRollup.hash("something else");
  private static final Duration LONG = Duration.ofSeconds(60);

  private final TestStore store = TestStore.shared();
  private final TestPublisher publisher = store.publisher;

  /** Makes the lie for the slot that is open. */
  private interface Liar {
    L2Block lie(LyingSequencerTest test, XtRequest xt);
  }

  /** A lie, and the name that the rejection bears. */
  record Lie(String name, BlockFault fault, Liar liar) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Lie> lies() {
    return Stream.of(
        said(
            "another number", BlockFault.WRONG_NUMBER, it -> it.number(it.block().number().next())),
        said("another parent", BlockFault.WRONG_PARENT, it -> it.parent(OTHER)),
        made(
            "made on another parent",
            BlockFault.WRONG_PARENT,
            (test, xt) ->
                Said.of(test.block(xt, test.requestOn(OTHER), 0, Flaws.NONE))
                    .parent(test.publisher.request(A).parentHash())),
        made(
            "made at another time",
            BlockFault.WRONG_TIMESTAMP,
            (test, xt) -> test.block(xt, test.publisher.request(A), 1, Flaws.NONE)),
        said("another hash", BlockFault.WRONG_HASH, it -> it.hash(OTHER)),
        said("an included xT withheld", BlockFault.WRONG_XTS, it -> it.xts(List.of())),
        made(
            "made without its xT",
            BlockFault.MISSING_XT,
            (test, xt) -> Said.of(test.store.block(A, "without")).xts(List.of(xt.id()))),
        flawed(
            "a body cut short",
            BlockFault.WRONG_TRANSACTIONS_ROOT,
            Flaws.NONE.withBody(body -> body.subList(0, 1))),
        said(
            "a receipt withheld",
            BlockFault.MALFORMED_RECEIPTS,
            it -> it.receipts(it.block().evidence().receipts().subList(1, 2))),
        said(
            "another receipt",
            BlockFault.WRONG_RECEIPTS_ROOT,
            it ->
                it.receipts(Collections.nCopies(2, TestRollup.receipt(0, RlpList.of(List.of()))))),
        flawed(
            "an xT that failed",
            BlockFault.FAILED_XT_TRANSACTION,
            Flaws.NONE.withReceipts(receipts ->
                List.of(receipts.getFirst(), TestRollup.receipt(0, RlpList.of(List.of()))))),
        flawed(
            "a message that nobody asked for",
            BlockFault.STRAY_MESSAGE,
            Flaws.NONE.withReceipts(receipts ->
                List.of(TestRollup.receipt(1, RlpList.of(delivered())), receipts.getLast()))),
        flawed(
            "a mailbox that folded another message",
            BlockFault.WRONG_MAILBOX,
            Flaws.NONE.folding(1)),
        said(
            "another word of the mailbox",
            BlockFault.INVALID_PROOF,
            it ->
                it.proofs(
                    it.block().evidence().mailboxSlots().stream()
                        .map(proof -> new StorageProof(proof.slot(), OTHER, proof.nodes()))
                        .toList())),
        said("no proof of the mailbox", BlockFault.WRONG_PROOFS, it -> it.proofs(List.of())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void isNamedCountedAndCostsNothingElse(Lie lie) {
    publisher.begin(publisher.slot().next());
    var xt = TestRollup.xt("for " + lie.name(), A, B);
    publisher.commit(xt);
    publisher.seal();
    var before = rejections(lie.fault());
    var block = lie.liar().lie(this, xt);
    var sharing = store.block(B, "honest", xt);
    var other = store.block(MinedBlocks.PEER, "takes no part");
    for (var each : List.of(block, sharing, other)) {
      store.submit(each);
      publisher.accept(store.verdicts.on(each));
    }

    assertThat(store.verdicts.on(block))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(lie.fault().label());
              assertThat(rejected.detail()).isNotBlank();
            });
    assertThat(store.verdicts.on(sharing)).isInstanceOf(Accepted.class);
    assertThat(rejections(lie.fault())).isEqualTo(before + 1);
    publisher.end();
    assertCost(List.of(block.hash(), sharing.hash()), other);
  }

  private void assertCost(List<Hash32> lost, L2Block remaining) {
    assertThat(publisher.ledger().heads().values())
        .extracting(ChainHead::hash)
        .contains(remaining.hash())
        .doesNotContainAnyElementsOf(lost);
  }

  /** What is not signed by whom it speaks for does not get as far as a verdict. */
  @Test
  void aBlockThatItsChainHasNotSignedIsPutAside() {
    publisher.begin(publisher.slot().next());
    publisher.seal();
    var forOther = store.block(B, "in another's name");
    putsAside("unknown_key", () -> store.network.forgerOf(B).write(Topic.BLOCK, forOther));
    putsAside(
        "bad_signature",
        () ->
            store
                .sequencerOf(A)
                .writeUnderSignatureOf(Topic.BLOCK, store.block(A, "signed"), forOther));

    var own = store.block(B, "its own");
    store.submit(own);
    assertThat(store.verdicts.on(own)).isInstanceOf(Accepted.class);
    publisher.end();
  }

  private void putsAside(String reason, Runnable lie) {
    var before = refused(reason);
    lie.run();
    await().atMost(LONG).until(() -> refused(reason) > before);
  }

  private double refused(String reason) {
    return store
        .bean(MeterRegistry.class)
        .find("superblock.dead.letters")
        .tag("topic", Topic.BLOCK.topicName())
        .tag("reason", reason)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private double rejections(BlockFault fault) {
    return store
        .bean(MeterRegistry.class)
        .counter("superblock.blocks.verdicts", "verdict", "rejected", "reason", fault.label())
        .count();
  }

  private L2Block block(XtRequest xt, L2BlockRequest request, long late, Flaws flaws) {
    var start = publisher.slotStart().plusSeconds(late);
    var local = "lie " + publisher.slot();
    return A.block(publisher.slot(), start, request, List.of(xt), local, flaws);
  }

  private L2BlockRequest requestOn(Hash32 parent) {
    return new L2BlockRequest(A.chain(), publisher.request(A).number(), parent);
  }

  private interface Change {
    L2Block of(Said said);
  }

  /** The block is honest; what is said of it is not. */
  private static Lie said(String name, BlockFault fault, Change change) {
    return new Lie(
        name,
        fault,
        (test, xt) -> change.of(Said.of(test.block(xt, test.publisher.request(A), 0, Flaws.NONE))));
  }

  private static Lie flawed(String name, BlockFault fault, Flaws flaws) {
    return made(name, fault, (test, xt) -> test.block(xt, test.publisher.request(A), 0, flaws));
  }

  private static Lie made(String name, BlockFault fault, Liar liar) {
    return new Lie(name, fault, liar);
  }

  /** A log of the mailbox: a message of a chain with which the block has no xT. */
  private static RlpList delivered() {
    var someone = A.mailbox();
    var header =
        new MailboxHeader(
            MinedBlocks.ROLLUP.chain(),
            A.chain(),
            someone,
            someone,
            OTHER,
            Bytes.of("HELLO".getBytes(UTF_8)));
    var message = new MailboxMessage(header, Bytes.of("hello".getBytes(UTF_8)));
    return RlpList.of(
        RlpString.of(A.mailbox()),
        RlpList.of(
            RlpString.of(MailboxEvent.DELIVERED),
            RlpString.of(MailboxKey.of(header).hash()),
            RlpString.of(AbiWord.of(header.source())),
            RlpString.of(AbiWord.of(header.receiver()))),
        RlpString.of(arguments(message)));
  }

  private static Bytes arguments(MailboxMessage message) {
    var label = dynamic(message.header().label());
    return AbiWord.of(message.header().sender())
        .bytes()
        .concat(message.header().session().bytes())
        .concat(AbiWord.of(4 * AbiWord.SIZE).bytes())
        .concat(AbiWord.of(4 * AbiWord.SIZE + label.size()).bytes())
        .concat(label)
        .concat(dynamic(message.data()));
  }

  private static Bytes dynamic(Bytes content) {
    var padding = new byte[(AbiWord.SIZE - content.size() % AbiWord.SIZE) % AbiWord.SIZE];
    return AbiWord.of(content.size()).bytes().concat(content).concat(Bytes.of(padding));
  }
}
