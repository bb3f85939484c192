package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.rest.RestClient.Answer;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Patience;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.XtRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Asking what would become of an xT, which the queue answers with the sequencers' help. */
@Timeout(240)
@ExtendWith(SharedNetwork.class)
class SimulationTest {

  private static final DevKey USER = Accounts.user(15);

  private final TestNetwork network;

  SimulationTest(TestNetwork network) {
    this.network = network;
  }

  @Test
  void aTrueCycleWouldCommitAndNothingOfItIsKept() {
    var xt = network.sign(Demo.PINGPONG, USER);
    var report = simulated(xt);
    assertThat(report.get("wouldCommit").asBoolean()).as("%s", report).isTrue();
    assertThat(report.get("xtId").asString()).isEqualTo(xt.id().toString());
    assertThat(report.get("votes").valueStream())
        .extracting(vote -> new ChainId(vote.get("chainId").asLong()))
        .containsExactly(A, B);

    assertThat(network.queue().get(xt.id()).status()).isEqualTo(404);
    for (var rollup : network.bothRollups())
      assertThat(rollup.nextNonce(USER)).isEqualTo(rollup.minedNonce(USER));
  }

  @Test
  void aBridgeWithoutFundsWouldNotAndTheAnswerSaysWhy() {
    var report = simulated(network.sign(Demo.BRIDGE_NO_FUNDS, USER));
    assertThat(report.get("wouldCommit").asBoolean()).as("%s", report).isFalse();
    var reason = report.get("reason");
    assertThat(reason.get("kind").asString()).as("%s", reason).isEqualTo("VOTED_DOWN");
    assertThat(reason.get("cause").asString()).as("%s", reason).isEqualTo("EXECUTION_FAILED");
    assertThat(reason.get("detail").asString()).contains("ERC20InsufficientBalance");
  }

  /** The answer; a sequencer that seals, or a slow machine, may ask to try again. */
  private JsonNode simulated(XtRequest xt) {
    var answers = new ArrayList<Answer>();
    var answered =
        Patience.until(
            LIMIT,
            () -> {
              answers.add(network.queue().simulate(xt));
              return answers.getLast().status() == 200;
            });
    assertThat(answered).as("%s", answers.getLast()).isTrue();
    return answers.getLast().body();
  }
}
