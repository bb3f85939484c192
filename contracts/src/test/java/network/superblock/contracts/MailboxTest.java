package network.superblock.contracts;

import static network.superblock.contracts.TestValues.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.mailbox.MailboxFold;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxKey;
import network.superblock.protocol.mailbox.MailboxMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SBCP section 8 on a real node. */
class MailboxTest {

  private static final ChainId PEER = new ChainId(88888);
  private static final Address APP = Address.fromHex("11".repeat(20));
  private static final Address PEER_APP = Address.fromHex("22".repeat(20));

  // The specification's vectors.
  private static final MailboxKey KEY =
      new MailboxKey(
          Hash32.fromHex("a73cc41e0c7ca9cb3fa5603a103512522c169b41affc5d7ba6df767fd372216e"));
  private static final Hash32 FOLDED_ONCE =
      Hash32.fromHex("e711e6199eea934d9e86897975d28b624f33c3630168b9d41d9299a405c9d1af");

  private static TestChain chain;
  private static ChainId own;

  private Address coordinator;
  private Address mailbox;

  @BeforeAll
  static void startNode() {
    chain = TestChain.start(77777);
    own = chain.id();
    chain.funded(APP);
    chain.funded(PEER_APP);
  }

  @AfterAll
  static void stopNode() {
    chain.close();
  }

  @BeforeEach
  void deploy() {
    coordinator = chain.newAccount();
    mailbox = chain.deploy(coordinator, MailboxContract.creation(coordinator));
  }

  @Test
  void namesAMessageByItsSixHeaderFields() {
    assertThat(chain.read(mailbox, MailboxContract.messageKey(outgoing("PING").header())))
        .isEqualTo(KEY);
  }

  @Test
  void foldsAWriteIntoTheOutboxRoot() {
    List<ContractLog> logs = chain.send(APP, mailbox, MailboxContract.write(outgoing("PING")));

    assertThat(outboxRoot()).isEqualTo(FOLDED_ONCE);
    assertThat(inboxRoot()).isEqualTo(Hash32.ZERO);
    assertThat(foldCount()).isEqualTo(1);
    assertThat(logs)
        .extracting(log -> MailboxLog.of(log, own).orElseThrow())
        .containsExactly(new MailboxLog.Written(KEY, outgoing("PING")));
  }

  @Test
  void foldsADeliveredMessageOnlyWhenItIsRead() {
    List<ContractLog> delivery = deliver(incoming("PONG"));
    assertThat(inboxRoot()).isEqualTo(Hash32.ZERO);
    assertThat(foldCount()).isZero();

    ContractCall<Bytes> read = MailboxContract.read(incoming("PONG").header());
    assertThat(chain.readAs(APP, mailbox, read)).isEqualTo(text("Hello"));
    List<ContractLog> consumption = chain.send(APP, mailbox, read.input());

    MailboxKey key = MailboxKey.of(incoming("PONG").header());
    assertThat(inboxRoot()).isEqualTo(MailboxFold.fold(Hash32.ZERO, incoming("PONG")));
    assertThat(foldCount()).isEqualTo(1);
    assertThat(delivery)
        .extracting(log -> MailboxLog.of(log, own).orElseThrow())
        .containsExactly(new MailboxLog.Delivered(key, incoming("PONG")));
    assertThat(consumption)
        .extracting(log -> MailboxLog.of(log, own).orElseThrow())
        .containsExactly(new MailboxLog.Consumed(key, incoming("PONG")));
  }

  @Test
  void doesNotFoldASecondRead() {
    deliver(incoming("PONG"));
    ContractCall<Bytes> read = MailboxContract.read(incoming("PONG").header());
    chain.send(APP, mailbox, read.input());
    Hash32 once = inboxRoot();

    assertThat(chain.send(APP, mailbox, read.input())).isEmpty();
    assertThat(chain.readAs(APP, mailbox, read)).isEqualTo(text("Hello"));
    assertThat(inboxRoot()).isEqualTo(once);
    assertThat(foldCount()).isEqualTo(1);
  }

  @Test
  void foldsMessagesInTheOrderOfTheirUse() {
    chain.send(APP, mailbox, MailboxContract.write(outgoing("PING")));
    chain.send(APP, mailbox, MailboxContract.write(outgoing("AGAIN")));

    assertThat(outboxRoot()).isEqualTo(MailboxFold.fold(FOLDED_ONCE, outgoing("AGAIN")));
    assertThat(foldCount()).isEqualTo(2);
  }

  @Test
  void carriesEmptyDataAndEmptyLabels() {
    var empty = new MailboxMessage(incoming("").header(), Bytes.EMPTY);
    deliver(empty);

    ContractCall<Bytes> read = MailboxContract.read(empty.header());
    assertThat(chain.readAs(APP, mailbox, read)).isEqualTo(Bytes.EMPTY);
    chain.send(APP, mailbox, read.input());
    assertThat(foldCount()).isEqualTo(1);
  }

  @Test
  void saysWhichMessageIsMissing() {
    deliver(incoming("PONG"));
    MailboxHeader missing = incoming("OTHER").header();

    assertThat(chain.refusal(APP, mailbox, MailboxContract.read(missing).input()))
        .isEqualTo(new Revert.MessageNotFound(missing));
  }

  @Test
  void showsAMessageToItsReceiverOnly() {
    deliver(incoming("PONG"));

    Bytes read = MailboxContract.read(incoming("PONG").header()).input();
    assertThat(chain.refusal(PEER_APP, mailbox, read)).isInstanceOf(Revert.MessageNotFound.class);
  }

  @Test
  void refusesAKeyThatWasUsed() {
    chain.send(APP, mailbox, MailboxContract.write(outgoing("PING")));
    deliver(incoming("PONG"));
    chain.send(APP, mailbox, MailboxContract.read(incoming("PONG").header()).input());

    assertThat(chain.refusal(APP, mailbox, MailboxContract.write(outgoing("PING"))).text())
        .isEqualTo("MessageExists[key=" + KEY + "]");
    assertThat(chain.refusal(coordinator, mailbox, MailboxContract.putInbox(incoming("PONG"))))
        .isInstanceOf(Revert.Custom.class)
        .extracting(Revert::text)
        .asString()
        .startsWith("MessageExists");
  }

  @Test
  void refusesToWriteToItsOwnChain() {
    var header = new MailboxHeader(own, own, APP, PEER_APP, AbiWord.of(42), text("PING"));

    assertThat(chain.refusal(APP, mailbox, MailboxContract.write(message(header))).text())
        .isEqualTo("InvalidRecipientChain[chainId=77777]");
  }

  @Test
  void letsOnlyTheCoordinatorDeliverAndRecord() {
    String refused = "NotCoordinator[caller=" + APP + "]";

    for (Bytes input :
        List.of(
            MailboxContract.putInbox(incoming("PONG")),
            MailboxContract.recordSlot(new Slot(7)),
            MailboxContract.setCoordinator(APP))) {
      assertThat(chain.refusal(APP, mailbox, input).text()).isEqualTo(refused);
    }
  }

  @Test
  void handsTheCoordinatorsRoleOver() {
    List<ContractLog> logs = chain.send(coordinator, mailbox, MailboxContract.setCoordinator(APP));

    assertThat(MailboxLog.of(logs.getFirst(), own))
        .contains(new MailboxLog.CoordinatorChanged(coordinator, APP));
    assertThat(chain.read(mailbox, MailboxContract.coordinator())).isEqualTo(APP);
    assertThat(chain.refusal(coordinator, mailbox, MailboxContract.recordSlot(new Slot(1))).text())
        .startsWith("NotCoordinator");
  }

  @Test
  void recordsSlotsThatIncrease() {
    List<ContractLog> logs =
        chain.send(coordinator, mailbox, MailboxContract.recordSlot(new Slot(7)));

    assertThat(MailboxLog.of(logs.getFirst(), own))
        .contains(new MailboxLog.SlotRecorded(new Slot(7)));
    assertThat(chain.read(mailbox, MailboxContract.recordedSlot())).isEqualTo(new Slot(7));
    assertThat(chain.refusal(coordinator, mailbox, MailboxContract.recordSlot(new Slot(7))).text())
        .isEqualTo("SlotNotIncreasing[last=7, offered=7]");
  }

  private List<ContractLog> deliver(MailboxMessage message) {
    return chain.send(coordinator, mailbox, MailboxContract.putInbox(message));
  }

  private static MailboxMessage outgoing(String label) {
    return message(new MailboxHeader(own, PEER, APP, PEER_APP, AbiWord.of(42), text(label)));
  }

  private static MailboxMessage incoming(String label) {
    return message(new MailboxHeader(PEER, own, PEER_APP, APP, AbiWord.of(42), text(label)));
  }

  private static MailboxMessage message(MailboxHeader header) {
    return new MailboxMessage(header, text("Hello"));
  }

  private Hash32 outboxRoot() {
    return chain.read(mailbox, MailboxContract.outboxRoot(PEER));
  }

  private Hash32 inboxRoot() {
    return chain.read(mailbox, MailboxContract.inboxRoot(PEER));
  }

  private long foldCount() {
    return chain.read(mailbox, MailboxContract.foldCount());
  }
}
