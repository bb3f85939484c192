package network.superblock.superblock.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import network.superblock.contracts.SettlementLog;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.superblock.SuperblockHeader;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.superblock.publishing.GasFee;
import network.superblock.superblock.publishing.L1View;
import network.superblock.superblock.publishing.Nonce;
import network.superblock.superblock.publishing.Standing.Anchor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads and writes the settlement contract on a real node. */
class SettlementOnL1Test {

  private static final GasFee FEE = new GasFee(5_000_000_000L, 1_000_000_000L);
  private static final long GAS = 200_000;

  private TestL1 l1;
  private SettlementReader reader;
  private SettlementWriter writer;

  @BeforeEach
  void start() {
    l1 = TestL1.start();
    reader = new SettlementReader(l1.client(), l1.settlement(), 3, TestL1.publisher());
    writer = new SettlementWriter(l1.client(), TestL1.CHAIN, l1.settlement(), TestL1.PUBLISHER);
  }

  @AfterEach
  void stop() throws IOException {
    l1.close();
  }

  @Test
  void seesAnEmptyContract() {
    var view = reader.look(0);

    assertThat(view.head()).isEqualTo(new Anchor(number(0), TestL1.GENESIS));
    assertThat(view.rollBacks()).isZero();
    assertThat(view.nonce()).isEqualTo(new Nonce(0));
    assertThat(view.market().baseFee()).isPositive();
    assertThat(view.finalized().number()).isLessThan(view.latest().number());
    assertThat(reader.allowedPublisher()).isEqualTo(TestL1.publisher());
    assertThat(reader.hashOf(number(1))).isEmpty();
  }

  @Test
  void publishesAndFindsItAgain() {
    var sent = send(header(1), 0);
    assertThat(reader.known(List.of(sent.hash()))).containsExactly(sent.hash());
    assertThat(writer.receipt(sent.hash())).isEmpty();
    l1.mine(1);

    var view = reader.look(0);
    assertThat(view.head()).isEqualTo(new Anchor(number(1), hash(1)));
    assertThat(view.nonce()).isEqualTo(new Nonce(1));
    assertThat(logs(view)).containsExactly(new SettlementLog.Published(header(1), hash(1)));
    assertThat(view.events().getLast().where().transaction()).isEqualTo(sent.hash());
    assertThat(view.events().getLast().where().block()).isEqualTo(view.latest());
    assertThat(reader.hashOf(number(1))).contains(hash(1));
    assertThat(writer.receipt(sent.hash()))
        .hasValueSatisfying(receipt -> {
          assertThat(receipt.succeeded()).isTrue();
          assertThat(receipt.gasUsed()).isBetween(50_000L, GAS);
          assertThat(receipt.cost()).isPositive();
        });
  }

  @Test
  void readsOnlyWhatCameAfterTheFollowedBlock() {
    send(header(1), 0);
    l1.mine(1);
    var seen = reader.look(0).latest().number();
    send(header(2), 1);
    l1.mine(3);

    assertThat(logs(reader.look(seen)))
        .containsExactly(new SettlementLog.Published(header(2), hash(2)));
    assertThat(reader.look(seen + 100).events()).isEmpty();
  }

  @Test
  void seesRollBacks() {
    send(header(1), 0);
    l1.mine(1);
    l1.rollBack(number(0));
    l1.mine(1);

    var view = reader.look(0);
    assertThat(view.rollBacks()).isEqualTo(1);
    assertThat(logs(view).getLast())
        .isEqualTo(new SettlementLog.RolledBack(1, number(0), TestL1.GENESIS, number(1)));
  }

  @Test
  void forgetsWhatAReorgTookAway() {
    var sent = send(header(1), 0);
    l1.mine(2);
    l1.reorg(2);

    var view = reader.look(0);
    assertThat(view.head().number()).isEqualTo(number(0));
    assertThat(view.nonce()).isEqualTo(new Nonce(0));
    assertThat(logs(view)).isEmpty();
    assertThat(reader.known(Set.of(sent.hash()))).isEmpty();
  }

  @Test
  void takesATransactionTwice() {
    var first = send(header(1), 0);
    assertThat(writer.send(first)).isEqualTo(new SendAnswer.Taken());
    l1.mine(1);
    assertThat(writer.send(first)).isEqualTo(new SendAnswer.Taken());
  }

  @Test
  void saysWhyTheNodeRefuses() {
    send(header(1), 0);
    var cheaper = writer.sign(header(1), new Nonce(0), new GasFee(4_000_000_000L, 1), GAS);

    assertThat(writer.send(cheaper))
        .isInstanceOfSatisfying(
            SendAnswer.Refused.class, r -> assertThat(r.reason()).contains("underpriced"));
  }

  @Test
  void estimatesWhatWouldSucceed() {
    assertThat(writer.estimate(header(1)))
        .isInstanceOfSatisfying(
            GasAnswer.Takes.class, takes -> assertThat(takes.gas()).isBetween(50_000L, GAS));
  }

  @Test
  void saysWhyTheContractRefuses() {
    assertThat(writer.estimate(header(2)))
        .isInstanceOfSatisfying(
            GasAnswer.Reverts.class,
            reverts ->
                assertThat(reverts.reason().text())
                    .isEqualTo("NumberNotNext[expected=1, offered=2]"));
  }

  @Test
  void saysThatThereIsNoContract() {
    var elsewhere = new SettlementReader(l1.client(), l1.authority(), 3, TestL1.publisher());
    assertThatThrownBy(() -> elsewhere.look(0))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("no settlement contract at");
  }

  @Test
  void saysThatL1IsAway() {
    var nowhere =
        new SettlementReader(
            TestL1.client("http://127.0.0.1:1"), l1.settlement(), 3, TestL1.publisher());
    assertThatThrownBy(() -> nowhere.look(0))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("l1 does not answer");
  }

  private SignedTransaction send(SuperblockHeader header, long nonce) {
    var transaction = writer.sign(header, new Nonce(nonce), FEE, GAS);
    assertThat(writer.send(transaction)).isEqualTo(new SendAnswer.Taken());
    return transaction;
  }

  private static List<SettlementLog> logs(L1View view) {
    return view.events().stream()
        .map(event -> event.log())
        .filter(log -> !(log instanceof SettlementLog.PublisherChanged))
        .toList();
  }

  private static SuperblockNumber number(long number) {
    return new SuperblockNumber(number);
  }

  private static SuperblockHeader header(long number) {
    return new SuperblockHeader(
        number(number),
        new Slot(10 + number),
        number == 1 ? TestL1.GENESIS : hash(number - 1),
        AbiWord.of(5),
        AbiWord.of(6));
  }

  private static Hash32 hash(long number) {
    return header(number).hash();
  }
}
