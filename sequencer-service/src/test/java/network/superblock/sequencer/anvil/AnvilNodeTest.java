package network.superblock.sequencer.anvil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.sequencer.NodeRefusedException;
import network.superblock.sequencer.NodeUnavailableException;
import network.superblock.sequencer.TestRollup;
import network.superblock.sequencer.draft.LegSimulation;
import network.superblock.sequencer.evm.BaseFee;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.BlockHeader;
import network.superblock.sequencer.evm.MinedBlock;
import network.superblock.sequencer.evm.StateDiff;
import network.superblock.sequencer.evm.Trace;
import network.superblock.wire.transaction.Transaction;
import network.superblock.wire.transaction.Wei;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AnvilNodeTest {

  private TestRollup rollup;

  @BeforeEach
  void start() {
    rollup = TestRollup.start(77777);
  }

  @AfterEach
  void stop() {
    rollup.close();
  }

  @Test
  void theEnvironmentIsWhatTheNodeWillMine() {
    BlockEnvironment predicted =
        rollup.node().environmentAfter(rollup.node().head(), TestRollup.startOf(1));

    BlockHeader mined = rollup.mine(1, List.of()).header();

    assertThat(BlockEnvironment.of(rollup.chain(), mined)).isEqualTo(predicted);
    assertThat(mined.baseFee()).isEqualTo(BaseFee.after(parentOf(mined)));
  }

  /** A simulated transaction sees the block that it will be in. */
  @Test
  void aTraceRunsInTheBlocksEnvironment() {
    BlockHeader head = rollup.node().head();
    BlockEnvironment block = rollup.node().environmentAfter(head, TestRollup.startOf(7));
    // Returns TIMESTAMP, NUMBER, BASEFEE, PREVRANDAO and GASLIMIT.
    Bytes code = Bytes.fromHex("425f524360205248604052446060524560805260a05ff3");
    Transaction creation =
        new Transaction(
            Transaction.Type.DYNAMIC_FEE,
            0,
            1_000_000,
            Wei.of(5_000_000_000L),
            Wei.ZERO,
            java.util.Optional.empty(),
            Wei.ZERO,
            code,
            List.of());

    Trace trace = rollup.node().trace(block, StateDiff.NONE, TestRollup.bob().address(), creation);

    Bytes seen = trace.root().output();
    assertThat(word(seen, 0)).isEqualTo(number(TestRollup.startOf(7).getEpochSecond()));
    assertThat(word(seen, 1)).isEqualTo(number(block.number().value()));
    assertThat(word(seen, 2)).isEqualTo(number(block.baseFee().amount().longValueExact()));
    assertThat(word(seen, 3)).isEqualTo(block.randomness());
    assertThat(word(seen, 4)).isEqualTo(number(TestRollup.GAS_LIMIT));
  }

  @Test
  void aBlockTakenBackLeavesNoTrace() {
    BlockHeader before = rollup.node().head();
    Bytes payment = rollup.pay(TestRollup.alice(), TestRollup.pauper().address(), Wei.of(5)).raw();
    MinedBlock first = rollup.mine(1, List.of(payment));
    rollup.mine(2, List.of());

    rollup.node().revertTo(before.number());

    assertThat(rollup.node().head()).isEqualTo(before);
    assertThat(rollup.node().header(first.header().number())).isEmpty();
    assertThat(balance(TestRollup.pauper().address())).isEqualTo(Wei.ZERO);
    assertThat(rollup.mine(1, List.of(payment)).header()).isEqualTo(first.header());
  }

  @Test
  void anotherNodeMinesTheSameBlockFromItsTransactions() {
    Bytes payment = rollup.pay(TestRollup.alice(), TestRollup.pauper().address(), Wei.of(5)).raw();
    MinedBlock block = rollup.mine(1, List.of(payment));

    try (TestRollup other = TestRollup.start(77777)) {
      MinedBlock copy =
          other.node().mine(BlockEnvironment.of(other.chain(), block.header()), List.of(payment));
      assertThat(copy.header()).isEqualTo(block.header());
    }
  }

  @Test
  void aRestartedNodeCanStillTakeBlocksBack() {
    BlockHeader before = rollup.node().head();
    Bytes payment = rollup.pay(TestRollup.alice(), TestRollup.pauper().address(), Wei.of(5)).raw();
    MinedBlock block = rollup.mine(1, List.of(payment));

    rollup.process().stop();
    rollup.process().start();
    assertThat(rollup.node().head()).isEqualTo(block.header());
    rollup.node().revertTo(before.number());

    assertThat(rollup.mine(1, List.of(payment)).header()).isEqualTo(block.header());
  }

  /** Its clock then runs on real time, which a block's slot may be long before. */
  @Test
  void aRestartedNodeMinesABlockOfAnEarlierTime() {
    rollup.process().stop();
    rollup.process().start();
    BlockHeader parent = rollup.node().head();

    BlockHeader next = rollup.mine(1, List.of()).header();

    assertThat(next.parent()).isEqualTo(parent.hash());
    assertThat(next.timestamp()).isEqualTo(TestRollup.startOf(1));
    assertThat(rollup.mine(2, List.of()).header().timestamp()).isEqualTo(TestRollup.startOf(2));
  }

  @Test
  void aKilledNodeMinesABlockOfAnEarlierTime() {
    rollup.process().kill();
    rollup.process().awaitAnswer();

    assertThat(rollup.mine(1, List.of()).header().timestamp()).isEqualTo(TestRollup.startOf(1));
  }

  @Test
  void aNodeThatDiesMakesTheLegFailAndComesBack() {
    var draft = rollup.open(1);
    Bytes payment = rollup.pay(TestRollup.alice(), TestRollup.pauper().address(), Wei.of(5)).raw();
    var simulation = new LegSimulation(draft.workbench(), draft.overlay(), List.of(payment));

    rollup.process().stop();
    assertThat(simulation.run(List.of()).result().toString()).contains("NODE_UNAVAILABLE");
    rollup.process().start();

    assertThat(simulation.run(List.of()).result().toString()).startsWith("Succeeded");
  }

  @Test
  void aNodeThatDoesNotAnswerIsUnavailable() {
    rollup.process().pause();
    var rpc = TestRollup.client(rollup.endpoint(), Duration.ofMillis(50));
    try {
      assertThatThrownBy(new AnvilNode(rpc, rollup.chain())::head)
          .isInstanceOf(NodeUnavailableException.class);
    } finally {
      rollup.process().resume();
    }
  }

  @Test
  void nobodyAtTheAddressIsUnavailable() {
    rollup.process().stop();
    var rpc = TestRollup.client(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1));
    assertThatThrownBy(new AnvilNode(rpc, new ChainId(1))::head)
        .isInstanceOf(NodeUnavailableException.class);
  }

  @Test
  void anErrorOfTheNodeIsARefusal() {
    var above = new BlockNumber(rollup.node().head().number().value() + 9);
    assertThatThrownBy(() -> rollup.node().prove(rollup.contracts().mailbox(), List.of(), above))
        .isInstanceOf(NodeRefusedException.class);
  }

  private BlockHeader parentOf(BlockHeader header) {
    return rollup.node().header(new BlockNumber(header.number().value() - 1)).orElseThrow();
  }

  private Wei balance(Address address) {
    return rollup.node().account(address, rollup.node().head().number()).balance();
  }

  private static Hash32 word(Bytes output, int index) {
    return new Hash32(output.slice(32 * index, 32 * index + 32));
  }

  private static Hash32 number(long value) {
    return Hash32.fromHex("%064x".formatted(value));
  }
}
