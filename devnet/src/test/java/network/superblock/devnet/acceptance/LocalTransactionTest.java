package network.superblock.devnet.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.superblock.devnet.acceptance.RollupView.CONTRACTS;
import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static network.superblock.devnet.acceptance.TestNetwork.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import network.superblock.contracts.BridgeContract;
import network.superblock.contracts.MailboxContract;
import network.superblock.contracts.PingPongContract;
import network.superblock.contracts.RelayContract;
import network.superblock.devnet.acceptance.Rpc.Reply;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Patience;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mailbox is for cross-chain transactions alone. */
@Timeout(240)
@ExtendWith(SharedNetwork.class)
class LocalTransactionTest {

  private static final int REFUSED = -32000;
  private static final int IN_A_ROW = 40;
  private static final DevKey USER = Accounts.user(14);

  private final RollupView rollup;

  LocalTransactionTest(TestNetwork network) {
    this.rollup = network.rollup(A);
  }

  @Test
  void isRefusedWhenItTouchesTheMailbox() {
    var nonce = rollup.nextNonce(USER);
    assertRefused(rollup.sign(USER, nonce, CONTRACTS.relay(), write()));
    assertRefused(rollup.sign(USER, nonce, CONTRACTS.pingPong(), ping()));
    assertRefused(rollup.sign(USER, nonce, CONTRACTS.relay(), read()));
    assertThat(rollup.nextNonce(USER)).isEqualTo(nonce);
  }

  @Test
  void whoseTurnComesLaterNeverGetsIntoABlockAndItsPlaceIsFreeAgain() {
    var outbox = outbox();
    var nonce = rollup.nextNonce(USER);
    var after = nonce.add(BigInteger.ONE);
    // Nobody can tell what it will do before the transaction in front of it has run.
    var touching = rollup.sign(USER, after, CONTRACTS.relay(), write());
    send(touching);
    var first = rollup.sign(USER, nonce, CONTRACTS.token(), payment());
    send(first);

    await("the first is in a block", () -> rollup.receipt(first).isPresent());
    await("the second is forgotten", () -> !isKnown(touching));
    var last = rollup.sign(USER, after, CONTRACTS.token(), payment());
    send(last);
    await("another takes its place", () -> rollup.receipt(last).isPresent());
    assertThat(rollup.receipt(touching)).isEmpty();
    assertThat(outbox()).isEqualTo(outbox);
  }

  @Test
  void thePendingNonceCountsWhatIsOnItsWayIntoTheDraft() {
    var sent = new ArrayList<Bytes>();
    var first = rollup.nextNonce(USER);
    for (var n = 0; n < IN_A_ROW; n++) {
      var nonce = rollup.nextNonce(USER);
      assertThat(nonce).isEqualTo(first.add(BigInteger.valueOf(n)));
      sent.add(rollup.sign(USER, nonce, CONTRACTS.token(), payment()));
      send(sent.getLast());
    }
    await(
        "all are in blocks",
        () -> sent.stream().allMatch(each -> rollup.receipt(each).isPresent()));
  }

  private void assertRefused(Bytes transaction) {
    var reply = rollup.sequencer().ask("eth_sendRawTransaction", transaction.toString());
    assertThat(reply).isInstanceOf(Reply.Refused.class);
    var refused = (Reply.Refused) reply;
    assertThat(refused.code()).isEqualTo(REFUSED);
    assertThat(refused.message()).contains("mailbox").contains("eth_sendXTransaction");
    assertThat(isKnown(transaction)).isFalse();
  }

  private void send(Bytes transaction) {
    var hash = rollup.sequencer().call("eth_sendRawTransaction", transaction.toString());
    assertThat(hash.asString()).isEqualTo(RollupView.hashOf(transaction).toString());
  }

  private boolean isKnown(Bytes transaction) {
    var hash = RollupView.hashOf(transaction).toString();
    return rollup.sequencer().call("eth_getTransactionByHash", hash).isObject();
  }

  private Hash32 outbox() {
    return rollup.read(CONTRACTS.mailbox(), MailboxContract.outboxRoot(B));
  }

  private static void await(String what, BooleanSupplier condition) {
    assertThat(Patience.until(LIMIT, condition)).as(what).isTrue();
  }

  private static Bytes write() {
    return RelayContract.send(B, peer(), session(), List.of(text("one")), text("data"));
  }

  private static Bytes read() {
    return RelayContract.receiveAll(B, peer(), session(), List.of(text("one")));
  }

  private static Bytes ping() {
    return PingPongContract.ping(B, CONTRACTS.pingPong(), session(), text("hi")).input();
  }

  private static Bytes payment() {
    return BridgeContract.transfer(Accounts.owner().address(), BigInteger.ONE);
  }

  private static Address peer() {
    return CONTRACTS.relay();
  }

  private static Hash32 session() {
    var session = new byte[32];
    new SecureRandom().nextBytes(session);
    return Hash32.of(session);
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
