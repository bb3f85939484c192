package network.superblock.blockstore;

import static network.superblock.blockstore.TestStore.A;
import static network.superblock.blockstore.TestStore.ABSENT;
import static network.superblock.blockstore.TestStore.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import network.superblock.protocol.block.BlockFault;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.BlockVerdict.Rejected;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.XtRequest;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole service between real topics, a real Postgres and a real L1. A slot for each test. */
@Timeout(120)
class BlockStoreTest {

  private final TestStore store = TestStore.shared();
  private final TestPublisher publisher = store.publisher;
  private final VerdictReader verdicts = store.verdicts;

  @BeforeEach
  void open() {
    publisher.begin(publisher.slot().next());
  }

  @AfterEach
  void close() {
    publisher.end();
  }

  @Test
  void acceptsAValidBlockOnceAndSaysSoWheneverItIsAsked() {
    var xt = TestRollup.xt("xt", A, B);
    publisher.commit(xt);
    publisher.abort(TestRollup.xt("aborted", B, A));
    publisher.seal();
    var block = block(A, "x", xt);
    submit(block);
    var accepted = verdicts.on(block);
    assertThat(accepted)
        .asInstanceOf(type(Accepted.class))
        .returns(List.of(xt.id()), Accepted::includedXts)
        .returns(block.number(), Accepted::number);
    // Two that are read at once are answered once: each waits for the answer to the one before.
    submit(block);
    assertThat(verdicts.on(block, 2)).containsOnly(accepted);
    submit(block);
    assertThat(verdicts.on(block, 3)).containsOnly(accepted);
  }

  @Test
  void holdsABlockUntilItsSlotIsSealed() {
    var block = block(A, "early");
    submit(block);
    var held = meters().counter("superblock.blocks.held");
    await().until(() -> held.count() > 0);
    publisher.seal();
    assertThat(verdicts.on(block)).isInstanceOf(Accepted.class);
  }

  @Test
  void rejectsWhatIsInvalidAndNamesTheFault() {
    publisher.seal();
    var valid = block(A, "valid");
    var spoiled = withEvidence(valid, BlockEvidence.NONE);
    var before = rejections(BlockFault.MALFORMED_RECEIPTS.label());
    submit(spoiled);
    assertThat(verdicts.on(spoiled)).returns("malformed_receipts", BlockStoreTest::reason);
    assertThat(rejections(BlockFault.MALFORMED_RECEIPTS.label())).isEqualTo(before + 1);
    var other = block(A, "valid after all");
    submit(other);
    assertThat(verdicts.on(other)).isInstanceOf(Accepted.class);
  }

  @Test
  void rejectsASecondBlockOfTheSlot() {
    publisher.seal();
    var first = block(A, "first");
    var second = block(A, "second");
    submit(first);
    submit(second);
    assertThat(verdicts.on(first)).isInstanceOf(Accepted.class);
    assertThat(verdicts.on(second)).returns("conflict", BlockStoreTest::reason);
  }

  @Test
  void rejectsABlockOfASlotThatIsOver() {
    publisher.seal();
    var late = block(A, "late");
    publisher.end();
    publisher.begin(publisher.slot().next());
    var ofB = block(B, "in time");
    publisher.seal();
    submit(ofB);
    assertThat(verdicts.on(ofB)).isInstanceOf(Accepted.class);
    submit(late);
    assertThat(verdicts.on(late)).returns("late", BlockStoreTest::reason);
  }

  @Test
  void rejectsABlockOfAChainThatWasNotAsked() {
    var sequencer = store.network.sequencerOf(ABSENT);
    var request = publisher.request(A);
    var block =
        ABSENT.block(publisher.slot(), publisher.slotStart(), request, List.of(), "uninvited");
    publisher.seal();
    sequencer.write(Topic.BLOCK, block);
    assertThat(verdicts.on(block)).returns("not_requested", BlockStoreTest::reason);
  }

  @Test
  void aRejectedBlockCostsItselfAndWhatSharesACommittedXtAndNothingElse() {
    var xt = TestRollup.xt("shared", A, B);
    publisher.commit(xt);
    publisher.seal();
    var honest = block(A, "lie", xt);
    var lie = withEvidence(honest, BlockEvidence.NONE);
    var ofB = block(B, "honest", xt);
    var ofOther = block(MinedBlocks.PEER, "takes no part");
    for (var block : List.of(lie, ofB, ofOther)) {
      submit(block);
      publisher.accept(verdicts.on(block));
    }
    publisher.end();
    assertThat(verdicts.on(lie)).returns("malformed_receipts", BlockStoreTest::reason);
    assertThat(verdicts.on(ofB)).isInstanceOf(Accepted.class);
    assertThat(publisher.ledger().heads().values())
        .extracting(ChainHead::hash)
        .contains(ofOther.hash())
        .doesNotContain(lie.hash(), ofB.hash());
  }

  @Test
  void answersAChainThatAsksForABlock() {
    publisher.seal();
    var request = publisher.request(A);
    var block = block(A, "to be recovered");
    submit(block);
    publisher.accept(verdicts.on(block));
    publisher.end();
    var missing = publisher.slot();
    publisher.begin(missing.next());
    store.sequencerOf(A).write(Topic.BLOCK, publisher.request(A));
    store.sequencerOf(A).write(Topic.BLOCK, request);
    assertThat(verdicts.recovered(1)).containsExactly(withEvidence(block, BlockEvidence.NONE));
  }

  private L2Block block(TestRollup rollup, String local, XtRequest... xts) {
    return store.block(rollup, local, xts);
  }

  private void submit(L2Block block) {
    store.submit(block);
  }

  private static String reason(BlockVerdict verdict) {
    return ((Rejected) verdict).reason();
  }

  private double rejections(String reason) {
    return meters()
        .counter("superblock.blocks.verdicts", "verdict", "rejected", "reason", reason)
        .count();
  }

  private MeterRegistry meters() {
    return store.bean(MeterRegistry.class);
  }

  private static L2Block withEvidence(L2Block block, BlockEvidence evidence) {
    return new L2Block(
        block.slot(),
        block.chain(),
        block.number(),
        block.hash(),
        block.parentHash(),
        block.includedXts(),
        block.block(),
        evidence);
  }
}
