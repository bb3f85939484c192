package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.rest.RestClient.Answer;
import network.superblock.devnet.rest.XtApi;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Patience;
import network.superblock.protocol.message.XtRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways in, and the way out before it is too late. */
@Timeout(240)
@ExtendWith(SharedNetwork.class)
class SubmissionTest {

  private static final DevKey SENDER = Accounts.user(12);
  private static final DevKey UNDECIDED = Accounts.user(13);
  private static final int TRIES = 5;

  private final TestNetwork network;

  SubmissionTest(TestNetwork network) {
    this.network = network;
  }

  @Test
  void anXtSentToASequencerIsForwardedAndFinalAndNeverQueuedTwice() {
    var xt = network.sign(Demo.PINGPONG, SENDER);
    var sent = network.rollup(A).sequencer().call("eth_sendXTransaction", XtApi.body(xt));
    assertThat(sent.asString()).isEqualTo(xt.id().toString());
    network.queue().reached(xt.id(), "QUEUED");
    assertIsKnown(network.queue().post(xt), xt);

    var report = network.queue().end(xt.id());
    assertThat(report.get("status").asString()).as("%s", report).isEqualTo("FINALIZED");
    assertIsKnown(network.queue().post(xt), xt);
    assertThat(network.queue().withdraw(xt.id()).status()).as("too late").isEqualTo(409);
    assertThat(Queue.namesOf(network.queue().report(xt.id()))).containsOnlyOnce("QUEUED");
  }

  @Test
  void aQueuedXtCanBeWithdrawn() {
    var withdrawn = withdrawn(TRIES);
    var report = network.queue().end(withdrawn.id());
    assertThat(report.get("status").asString()).isEqualTo("WITHDRAWN");
    assertThat(Queue.namesOf(report)).doesNotContain("STARTED");
    assertThat(network.queue().withdraw(withdrawn.id()).status()).isEqualTo(200);
    assertIsKnown(network.queue().post(withdrawn), withdrawn);
    for (var leg : withdrawn.transactions())
      for (var transaction : leg.transactions())
        assertThat(network.rollup(leg.chain()).receipt(transaction)).isEmpty();
  }

  /** Asks for it while no xT can start; a slow machine may be too late for that. */
  private XtRequest withdrawn(int tries) {
    awaitSealing();
    var xt = network.sign(Demo.PINGPONG, UNDECIDED);
    network.queue().submit(xt);
    var answer = network.queue().withdraw(xt.id());
    if (answer.status() == 200) return xt;
    assertThat(tries).as("tries left after %s", answer.body()).isPositive();
    network.queue().end(xt.id());
    return withdrawn(tries - 1);
  }

  private void awaitSealing() {
    var sealing =
        Patience.until(
            LIMIT,
            () -> {
              var slot = network.currentSlot().path("slot");
              return slot.path("state").asString("").equals("SEALING");
            });
    assertThat(sealing).isTrue();
  }

  private static void assertIsKnown(Answer answer, XtRequest xt) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("xtId").asString()).isEqualTo(xt.id().toString());
  }
}
