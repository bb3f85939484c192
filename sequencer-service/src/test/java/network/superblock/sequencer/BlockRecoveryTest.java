package network.superblock.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.sequencer.evm.BlockRlp;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rollup that lost its node's data and its sequencer's store: the block store has it all. */
@Timeout(120)
class BlockRecoveryTest {

  private static final long CHAIN = 70_011;
  private static final int BLOCKS = 24;

  private final ScriptedPublisher publisher = TestNetwork.shared().publisher();
  private final TreeMap<BlockNumber, L2Block> archive = new TreeMap<>();
  private final List<BlockNumber> asked = new CopyOnWriteArrayList<>();

  @Test
  void resyncsFromTheBlockStoreInOrderAndBelievesNoForgery() {
    try (TestRollup before = TestRollup.start(CHAIN)) {
      for (int slot = 1; slot <= BLOCKS; slot++) archive(slot, before);
    }
    publisher.answerRequests(archive.firstEntry().getValue().chain(), this::answer);

    try (TestRollup wiped = TestRollup.start(CHAIN);
        RunningSequencer sequencer =
            TestNetwork.shared().sequencer(wiped, TestNetwork.UNHURRIED).awaitReady()) {
      L2Block last = archive.lastEntry().getValue();
      long slot = publisher.open(Map.of(wiped.chain(), ScriptedPublisher.refOf(last)));

      sequencer.awaitState("BUILDING_FREE");
      assertThat(wiped.node().head().hash()).isEqualTo(last.hash());
      archive.forEach((number, block) ->
          assertThat(wiped.node().header(number).orElseThrow().hash()).isEqualTo(block.hash()));
      assertThat(asked.stream().distinct()).containsExactlyElementsOf(archive.descendingKeySet());

      publisher.seal(slot, List.of());
      L2Block next = publisher.blockOf(wiped.chain(), slot);
      assertThat(next.parentHash()).isEqualTo(last.hash());
      publisher.accept(next);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> wiped.node().head().hash().equals(next.hash()));
    }
  }

  /** A node that was started as another chain: nothing can be restored, and nothing ends. */
  @Test
  void waitsBesideANodeOfAnotherGenesis() {
    try (TestRollup rollup = TestRollup.start(70_012);
        RunningSequencer sequencer =
            TestNetwork.shared().sequencer(rollup, TestNetwork.UNHURRIED).awaitReady()) {
      publisher.open(Map.of(rollup.chain(), new BlockRef(new BlockNumber(0), Hash32.ZERO)));
      sequencer.awaitState("RECOVERING");

      sequencer.open(publisher, rollup);
    }
  }

  private void archive(int slot, TestRollup rollup) {
    var bob = TestRollup.bob();
    Bytes payment = rollup.pay(bob, bob.address(), Wei.of(slot)).raw();
    var mined = rollup.mine(slot, List.of(payment)).header();
    archive.put(
        mined.number(),
        new L2Block(
            new Slot(slot),
            rollup.chain(),
            mined.number(),
            mined.hash(),
            mined.parent(),
            List.of(),
            new BlockRlp(mined, List.of(payment)).encoded(),
            BlockEvidence.NONE));
  }

  /** Every fifth block is first answered with forgeries under its hash, and with another block. */
  private List<L2Block> answer(L2BlockRequest request) {
    asked.add(request.number());
    L2Block block = archive.get(request.number());
    if (block == null) return List.of();
    var answers = new ArrayList<L2Block>();
    if (request.number().value() % 5 == 0) {
      L2Block other = archive.firstEntry().getValue();
      answers.add(other);
      answers.add(withContent(block, other.block()));
      answers.add(withContent(block, Bytes.fromHex("c0")));
      answers.add(withContent(block, withoutTransactions(block)));
    }
    answers.add(block);
    return answers;
  }

  private static Bytes withoutTransactions(L2Block block) {
    try {
      return new BlockRlp(BlockRlp.decode(block.block()).header(), List.of()).encoded();
    } catch (MalformedRlpException e) {
      throw new AssertionError(e);
    }
  }

  private static L2Block withContent(L2Block block, Bytes content) {
    return new L2Block(
        block.slot(),
        block.chain(),
        block.number(),
        block.hash(),
        block.parentHash(),
        block.includedXts(),
        content,
        block.evidence());
  }
}
