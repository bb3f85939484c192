package network.superblock.blockstore;

import static network.superblock.blockstore.TestPublisher.L1_BLOCK;
import static network.superblock.blockstore.TestPublisher.SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import network.superblock.protocol.Slot;
import network.superblock.protocol.block.BlockValidation;
import network.superblock.protocol.block.BlockValidity.Valid;
import network.superblock.protocol.mailbox.MailboxState;
import org.junit.jupiter.api.Test;

/** What each place in a slot lets a chain submit. */
class ExpectationTest {

  private static final TestRollup A = new TestRollup(77777);
  private static final TestRollup B = new TestRollup(88888);
  private static final TestRollup C = new TestRollup(99999);
  private static final Slot ONE = new Slot(1);
  private static final Slot THREE = new Slot(3);

  private final TestPublisher publisher = new TestPublisher(A, B);

  @Test
  void nothingBeforeTheSeal() {
    assertThat(of(ONE, A)).isInstanceOf(Expectation.Unsealed.class);
    publisher.begin(ONE);
    assertThat(of(ONE, A)).isInstanceOf(Expectation.Unsealed.class);
    assertThat(of(THREE, A)).isInstanceOf(Expectation.Unsealed.class);
    publisher.seal();
    assertThat(of(THREE, A)).isInstanceOf(Expectation.Unsealed.class);
  }

  @Test
  void nothingOfASlotThatWasPassedOver() {
    publisher.begin(THREE);
    assertThat(of(ONE, A)).isInstanceOf(Expectation.Over.class);
    publisher.seal();
    publisher.end();
    assertThat(of(THREE, A)).isInstanceOf(Expectation.Over.class);
    assertThat(of(new Slot(2), A)).isInstanceOf(Expectation.Over.class);
  }

  @Test
  void nothingOfAChainThatTakesNoPart() {
    publisher.begin(ONE);
    publisher.seal();
    assertThat(of(ONE, C)).isInstanceOf(Expectation.NotRequested.class);
  }

  @Test
  void aBlockWithTheCommittedXtsAndNoneOfTheAborted() {
    var committed = TestRollup.xt("committed", A, B);
    var aborted = TestRollup.xt("aborted", B, A);
    publisher.begin(ONE);
    publisher.commit(committed);
    publisher.abort(aborted);
    publisher.seal();
    var due = assertThat(of(ONE, A)).asInstanceOf(type(Expectation.Due.class)).actual();
    assertThat(due.xts().included()).containsExactly(committed);
    assertThat(due.xts().started()).containsExactly(committed, aborted);
    assertThat(due.request()).isEqualTo(publisher.request(A));
    assertThat(due.l1Block()).isEqualTo(L1_BLOCK);
    assertThat(due.before()).isEqualTo(MailboxState.EMPTY);
    var block =
        A.block(ONE, SCHEDULE.startOf(ONE), publisher.request(A), List.of(committed), "local");
    assertThat(BlockValidation.check(due.at(SCHEDULE.startOf(ONE), A.mailbox()), block))
        .isInstanceOf(Valid.class);
  }

  @Test
  void aBlockOnTheHeadWithItsMailbox() {
    publisher.begin(ONE);
    publisher.seal();
    var first = A.block(ONE, SCHEDULE.startOf(ONE), publisher.request(A), List.of(), "local");
    var mailbox = new MailboxState(5, MailboxState.EMPTY.pairs());
    publisher.accept(new Valid(mailbox).verdictOn(first));
    publisher.end();
    publisher.begin(THREE);
    publisher.seal();
    var due = assertThat(of(THREE, A)).asInstanceOf(type(Expectation.Due.class)).actual();
    assertThat(due.request().parentHash()).isEqualTo(first.hash());
    assertThat(due.before()).isEqualTo(mailbox);
  }

  private Expectation of(Slot slot, TestRollup rollup) {
    return Expectation.in(publisher.state(), slot, rollup.chain());
  }
}
