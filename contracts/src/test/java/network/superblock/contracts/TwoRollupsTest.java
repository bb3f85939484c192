package network.superblock.contracts;

import static network.superblock.contracts.TestValues.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import network.superblock.contracts.TwoRollups.Leg;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo applications over two real nodes. */
class TwoRollupsTest {

  private static final Hash32 SESSION = AbiWord.of(42);
  private static final BigInteger SUPPLY = BigInteger.valueOf(1000);

  private static TestChain a;
  private static TestChain b;

  private Address alice;
  private Address bob;
  private TwoRollups rollups;
  private RollupDeployment contracts;

  @BeforeAll
  static void startNodes() {
    a = TestChain.start(77777);
    b = TestChain.start(88888);
  }

  @AfterAll
  static void stopNodes() {
    a.close();
    b.close();
  }

  @BeforeEach
  void deploy() {
    alice = TwoRollups.account(a, b);
    bob = TwoRollups.account(a, b);
    rollups = new TwoRollups(a, b, List.of(alice), SUPPLY);
    contracts = rollups.contracts();
  }

  @Test
  void contractsHaveTheSameAddressesWhateverTheirConstructorsGet() {
    for (TestChain chain : List.of(a, b)) {
      assertThat(chain.read(contracts.mailbox(), MailboxContract.foldCount())).isZero();
      assertThat(chain.read(contracts.bridge(), BridgeContract.token()))
          .isEqualTo(contracts.token());
    }
    assertThat(a.read(contracts.token(), BridgeContract.totalSupply())).isEqualTo(SUPPLY);
    assertThat(b.read(contracts.token(), BridgeContract.totalSupply())).isZero();
  }

  @Test
  void pingPongIsATrueCycle() {
    Address app = contracts.pingPong();
    var ping = PingPongContract.ping(b.id(), app, SESSION, text("how are you?"));
    var pong = PingPongContract.pong(a.id(), app, SESSION, text("fine"));
    assertThat(a.refusal(alice, app, ping.input())).isInstanceOf(Revert.MessageNotFound.class);
    assertThat(b.refusal(bob, app, pong.input())).isInstanceOf(Revert.MessageNotFound.class);

    rollups.execute(new Leg(a, alice, app, ping.input()), new Leg(b, bob, app, pong.input()));

    assertRootsMirror(2);
  }

  @Test
  void relayHopsThereAndBackAgain() {
    Address app = contracts.relay();
    var lead = RelayContract.lead(b.id(), app, SESSION, 3, text("hello"));
    var follow = RelayContract.follow(a.id(), app, SESSION, 3);

    rollups.execute(new Leg(a, alice, app, lead), new Leg(b, bob, app, follow));

    var last = new MailboxHeader(a.id(), b.id(), app, app, SESSION, text("3"));
    assertThat(b.readAs(app, contracts.mailbox(), MailboxContract.read(last)))
        .isEqualTo(text("hello/1/2/3"));
    assertRootsMirror(3);
  }

  @Test
  void bridgeMovesTokensAndConservesThem() {
    rollups.execute(send(300, SESSION), receive(SESSION));

    assertThat(balance(a, alice)).isEqualTo(700);
    assertThat(balance(b, bob)).isEqualTo(300);
    assertThat(supply(a) + supply(b)).isEqualTo(1000);
    assertRootsMirror(2);
  }

  @Test
  void bridgeTakesTokensBack() {
    rollups.execute(send(300, SESSION), receive(SESSION));

    Bytes back = BridgeContract.send(a.id(), alice, BigInteger.valueOf(120), AbiWord.of(43));
    Bytes receipt = BridgeContract.receiveTokens(b.id(), AbiWord.of(43));
    rollups.execute(
        new Leg(b, bob, contracts.bridge(), back), new Leg(a, alice, contracts.bridge(), receipt));

    assertThat(balance(a, alice)).isEqualTo(820);
    assertThat(balance(b, bob)).isEqualTo(180);
    assertThat(supply(a) + supply(b)).isEqualTo(1000);
  }

  @Test
  void bridgeRefusesWhoHasTooLittle() {
    Leg send = send(1001, SESSION);

    assertThat(a.refusal(alice, send.to(), send.input()).text())
        .isEqualTo(
            "ERC20InsufficientBalance[sender=%s, balance=1000, needed=1001]".formatted(alice));
    assertThat(b.refusal(bob, contracts.bridge(), receive(SESSION).input()))
        .isInstanceOf(Revert.MessageNotFound.class);
  }

  @Test
  void bridgeMintsATransferOnce() {
    rollups.execute(send(300, SESSION), receive(SESSION));

    assertThat(b.refusal(bob, contracts.bridge(), receive(SESSION).input()).text())
        .startsWith("MessageExists");
  }

  @Test
  void bridgeTrustsItsOwnAddressOnly() {
    // A stranger's contract wrote a transfer, and the coordinator carried it as it was written.
    Bytes forged = Abi.encode(Abi.address(bob), Abi.address(bob), Abi.uint256(SUPPLY));
    rollups.putInbox(b, toBridge(a.id(), b.id(), contracts.relay(), "TRANSFER", forged));

    assertThat(b.refusal(bob, contracts.bridge(), receive(SESSION).input()))
        .isInstanceOf(Revert.MessageNotFound.class);
  }

  @Test
  void bridgeBurnsNothingWithoutTheRightAcknowledgement() {
    rollups.putInbox(
        a, toBridge(b.id(), a.id(), contracts.bridge(), "ACK", text("something else")));

    assertThat(a.refusal(alice, contracts.bridge(), send(300, SESSION).input()).text())
        .isEqualTo("WrongAcknowledgement[destinationChain=88888, sessionId=42]");
  }

  @Test
  void tokenObeysItsBridgeOnly() {
    Bytes mint = Abi.call("mint", Abi.address(alice), Abi.uint256(SUPPLY));

    assertThat(a.refusal(alice, contracts.token(), mint).text())
        .isEqualTo("NotBridge[caller=" + alice + "]");
  }

  @Test
  void halvesOfMessagesCanBeSentAlone() {
    Address app = contracts.relay();
    List<Bytes> labels = List.of(text("x"), text("y"));
    a.send(alice, app, RelayContract.send(b.id(), app, SESSION, labels, text("data")));

    assertThat(a.read(contracts.mailbox(), MailboxContract.foldCount())).isEqualTo(2);
    Bytes read = RelayContract.receiveAll(b.id(), app, SESSION, labels.reversed());
    assertThat(a.refusal(alice, app, read))
        .isEqualTo(
            new Revert.MessageNotFound(
                new MailboxHeader(b.id(), a.id(), app, app, SESSION, text("y"))));
  }

  private Leg send(long amount, Hash32 session) {
    Bytes input = BridgeContract.send(b.id(), bob, BigInteger.valueOf(amount), session);
    return new Leg(a, alice, contracts.bridge(), input);
  }

  private Leg receive(Hash32 session) {
    return new Leg(b, bob, contracts.bridge(), BridgeContract.receiveTokens(a.id(), session));
  }

  private MailboxMessage toBridge(
      ChainId source, ChainId destination, Address sender, String label, Bytes data) {
    return new MailboxMessage(
        new MailboxHeader(source, destination, sender, contracts.bridge(), SESSION, text(label)),
        data);
  }

  private void assertRootsMirror(long foldsPerChain) {
    Address mailbox = contracts.mailbox();
    assertThat(a.read(mailbox, MailboxContract.inboxRoot(b.id())))
        .isEqualTo(b.read(mailbox, MailboxContract.outboxRoot(a.id())));
    assertThat(b.read(mailbox, MailboxContract.inboxRoot(a.id())))
        .isEqualTo(a.read(mailbox, MailboxContract.outboxRoot(b.id())));
    for (TestChain chain : List.of(a, b)) {
      assertThat(chain.read(mailbox, MailboxContract.foldCount())).isEqualTo(foldsPerChain);
    }
  }

  private long balance(TestChain chain, Address account) {
    return chain.read(contracts.token(), BridgeContract.balanceOf(account)).longValueExact();
  }

  private long supply(TestChain chain) {
    return chain.read(contracts.token(), BridgeContract.totalSupply()).longValueExact();
  }
}
