package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.setup.Accounts;
import network.superblock.protocol.ChainId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Cross-chain transactions that must not commit. All are sent at once and share their slots. */
@Timeout(240)
@ExtendWith(SharedNetwork.class)
@TestInstance(Lifecycle.PER_CLASS)
class AbortedXtTest {

  private final TestNetwork network;
  private final Sent bridge;
  private final Sent unsent;
  private final Sent unread;
  private final Sent disordered;
  private final Sent astray;

  AbortedXtTest(TestNetwork network) {
    this.network = network;
    this.bridge = send(Demo.BRIDGE_NO_FUNDS, Accounts.user(5));
    this.unsent = send(Demo.RECEIVE_WITHOUT_SEND, Accounts.user(6));
    this.unread = send(Demo.UNREAD_WRITE, Accounts.user(7));
    this.disordered = send(Demo.OUT_OF_ORDER, Accounts.user(8));
    this.astray = send(Demo.NON_PARTICIPANT, Accounts.user(9));
  }

  /** What was sent, and what its user had before. */
  private record Sent(Attempt attempt, DevKey user, List<BigInteger> before) {}

  private Sent send(Demo demo, DevKey user) {
    var before = holdings(user);
    return new Sent(network.send(demo, user), user, before);
  }

  @Test
  void aBridgeWithoutFundsAbortsOnBothChains() {
    var reason = assertLeftNoTrace(bridge);
    assertVotedDown(reason, A, "EXECUTION_FAILED");
    assertThat(reason.get("detail").asString()).contains("ERC20InsufficientBalance");
  }

  @Test
  void aMessageThatNobodySendsAborts() {
    assertVotedDown(assertLeftNoTrace(unsent), B, "MESSAGE_MISSING");
  }

  @Test
  void aWriteThatNobodyReadsAbortsAtTheVote() {
    assertMailboxesDiffer(assertLeftNoTrace(unread));
  }

  @Test
  void readsInAnotherOrderAbortAtTheVote() {
    assertMailboxesDiffer(assertLeftNoTrace(disordered));
  }

  @Test
  void aWriteToAChainThatTakesNoPartAbortsAtTheVote() {
    assertVotedDown(assertLeftNoTrace(astray), A, "WRITE_TO_NON_PARTICIPANT");
  }

  /** The reason that the user reads, of an xT that nothing is left of. */
  private JsonNode assertLeftNoTrace(Sent sent) {
    var report = sent.attempt().end();
    assertThat(report.get("status").asString()).as("%s", report).isEqualTo("ABORTED");
    assertThat(Queue.namesOf(report)).doesNotContain("COMMITTED").endsWith("ABORTED");
    for (var rollup : network.bothRollups()) {
      var transactions = sent.attempt().transactionsOn(rollup.chain());
      assertThat(transactions).isNotEmpty();
      for (var transaction : transactions) assertThat(rollup.receipt(transaction)).isEmpty();
    }
    assertThat(holdings(sent.user())).isEqualTo(sent.before());
    return report.get("reason");
  }

  private static void assertVotedDown(JsonNode reason, ChainId by, String cause) {
    assertThat(reason.get("kind").asString()).as("%s", reason).isEqualTo("VOTED_DOWN");
    assertThat(reason.get("cause").asString()).as("%s", reason).isEqualTo(cause);
    assertThat(chainsIn(reason)).containsExactly(by.value());
  }

  private static void assertMailboxesDiffer(JsonNode reason) {
    assertThat(reason.get("kind").asString()).as("%s", reason).isEqualTo("MAILBOX_MISMATCH");
    assertThat(chainsIn(reason)).containsExactlyInAnyOrder(A.value(), B.value());
  }

  private static List<Long> chainsIn(JsonNode reason) {
    return reason.get("chains").valueStream().map(JsonNode::asLong).toList();
  }

  /** Tokens, ether and nonce on both chains: whatever an xT would change. */
  private List<BigInteger> holdings(DevKey user) {
    return network.bothRollups().stream()
        .flatMap(rollup ->
            List.of(
                rollup.tokens(user.address()),
                rollup.ether(user.address(), rollup.height()),
                rollup.minedNonce(user),
                rollup.nextNonce(user))
                .stream())
        .toList();
  }
}
