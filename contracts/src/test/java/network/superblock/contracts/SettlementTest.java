package network.superblock.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.superblock.Superblock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publishing and rolling back on a real node. See SBCP section 9. */
class SettlementTest {

  private static final Hash32 GENESIS = AbiWord.of(0x9e);

  private static TestChain l1;

  private Address publisher;
  private Address authority;
  private Address settlement;

  @BeforeAll
  static void startNode() {
    l1 = TestChain.start(1337);
  }

  @AfterAll
  static void stopNode() {
    l1.close();
  }

  @BeforeEach
  void deploy() {
    publisher = l1.newAccount();
    authority = l1.newAccount();
    settlement = l1.deploy(publisher, SettlementContract.creation(publisher, authority, GENESIS));
  }

  @Test
  void startsAtTheConfiguredGenesis() {
    assertThat(head()).isEqualTo(head(0, GENESIS, 0));
    assertThat(l1.read(settlement, SettlementContract.publisher())).isEqualTo(publisher);
    assertThat(l1.read(settlement, SettlementContract.settlementAuthority())).isEqualTo(authority);
  }

  @Test
  void publishesWhatExtendsTheHead() {
    Superblock first = superblock(1, 5, GENESIS);
    Superblock second = superblock(2, 9, first.hash());

    List<ContractLog> logs = publish(first);
    publish(second);

    assertThat(head()).isEqualTo(head(2, second.hash(), 9));
    assertThat(l1.read(settlement, SettlementContract.superblock(first.number())))
        .isEqualTo(new SettlementContract.Stored(first.hash(), first.blocksRoot(), first.slot()));
    assertThat(SettlementLog.of(logs.getFirst()))
        .contains(new SettlementLog.Published(first.header(), first.hash()));
  }

  @Test
  void hashesASuperblockAsTheProtocolDoes() {
    Superblock superblock = superblock(7, 1234, AbiWord.of(3));

    var call = SettlementContract.superblockHash(superblock.header());
    assertThat(l1.read(settlement, call)).isEqualTo(superblock.hash());
  }

  @Test
  void refusesWhatDoesNotExtendTheHead() {
    Superblock first = superblock(1, 5, GENESIS);
    publish(first);

    assertThat(refusal(superblock(1, 6, first.hash())))
        .isEqualTo("NumberNotNext[expected=2, offered=1]");
    assertThat(refusal(superblock(3, 6, first.hash())))
        .isEqualTo("NumberNotNext[expected=2, offered=3]");
    assertThat(refusal(superblock(2, 6, GENESIS)))
        .isEqualTo("ParentNotHead[expected=%s, offered=%s]".formatted(first.hash(), GENESIS));
    assertThat(refusal(superblock(2, 5, first.hash())))
        .isEqualTo("SlotNotIncreasing[last=5, offered=5]");
  }

  @Test
  void letsOnlyThePublisherPublish() {
    Bytes input = SettlementContract.publish(superblock(1, 5, GENESIS).header());

    assertThat(l1.refusal(authority, settlement, input).text())
        .isEqualTo("NotPublisher[caller=" + authority + "]");
  }

  @Test
  void resetsTheHeadButNotTheSlotsWhenRolledBack() {
    Superblock first = superblock(1, 5, GENESIS);
    Superblock second = superblock(2, 9, first.hash());
    publish(first);
    publish(second);

    List<ContractLog> logs = rollBack(1);

    assertThat(SettlementLog.of(logs.getFirst()))
        .contains(new SettlementLog.RolledBack(1, number(1), first.hash(), number(2)));
    assertThat(head()).isEqualTo(head(1, first.hash(), 5));
    assertThat(l1.read(settlement, SettlementContract.lastSlot())).isEqualTo(new Slot(9));
    assertThat(refusal(superblock(2, 9, first.hash())))
        .isEqualTo("SlotNotIncreasing[last=9, offered=9]");
    Superblock replacement = superblock(2, 10, first.hash());
    publish(replacement);
    assertThat(head()).isEqualTo(head(2, replacement.hash(), 10));
  }

  @Test
  void forgetsWhatWasRolledBack() {
    Superblock first = superblock(1, 5, GENESIS);
    publish(first);
    rollBack(0);

    Bytes lookup = SettlementContract.superblock(number(1)).input();
    assertThat(l1.refusal(authority, settlement, lookup).text())
        .isEqualTo("UnknownSuperblock[number=1]");
  }

  @Test
  void countsRollbacks() {
    publish(superblock(1, 5, GENESIS));
    publish(superblock(2, 6, superblock(1, 5, GENESIS).hash()));
    rollBack(1);
    List<ContractLog> second = rollBack(0);

    assertThat(l1.read(settlement, SettlementContract.rollBackCount())).isEqualTo(2);
    assertThat(SettlementLog.of(second.getFirst()))
        .contains(new SettlementLog.RolledBack(2, number(0), GENESIS, number(1)));
    assertThat(head()).isEqualTo(head(0, GENESIS, 0));
  }

  @Test
  void rollsBackOnlyBelowTheHeadAndOnlyForTheAuthority() {
    publish(superblock(1, 5, GENESIS));

    Bytes input = SettlementContract.rollBack(number(1));
    assertThat(l1.refusal(authority, settlement, input).text())
        .isEqualTo("CannotRollBack[head=1, lastValidNumber=1]");
    assertThat(l1.refusal(publisher, settlement, input).text())
        .isEqualTo("NotSettlementAuthority[caller=" + publisher + "]");
  }

  @Test
  void replacesThePublisher() {
    Address next = l1.newAccount();

    List<ContractLog> logs = l1.send(authority, settlement, SettlementContract.setPublisher(next));

    assertThat(SettlementLog.of(logs.getFirst()))
        .contains(new SettlementLog.PublisherChanged(publisher, next));
    assertThat(refusal(superblock(1, 5, GENESIS))).startsWith("NotPublisher");
    assertThat(l1.refusal(next, settlement, SettlementContract.setPublisher(next)).text())
        .startsWith("NotSettlementAuthority");
  }

  private List<ContractLog> publish(Superblock superblock) {
    return l1.send(publisher, settlement, SettlementContract.publish(superblock.header()));
  }

  private List<ContractLog> rollBack(long lastValid) {
    return l1.send(authority, settlement, SettlementContract.rollBack(number(lastValid)));
  }

  private String refusal(Superblock superblock) {
    Bytes input = SettlementContract.publish(superblock.header());
    return l1.refusal(publisher, settlement, input).text();
  }

  private SettlementContract.Head head() {
    return l1.read(settlement, SettlementContract.head());
  }

  private static SettlementContract.Head head(long number, Hash32 hash, long slot) {
    return new SettlementContract.Head(number(number), hash, new Slot(slot));
  }

  private static Superblock superblock(long number, long slot, Hash32 parent) {
    var blocks = new TreeMap<ChainId, BlockRef>();
    blocks.put(new ChainId(77777), new BlockRef(new BlockNumber(number), AbiWord.of(slot)));
    blocks.put(new ChainId(88888), new BlockRef(new BlockNumber(slot), AbiWord.of(number)));
    return new Superblock(
        number(number),
        new Slot(slot),
        parent,
        blocks,
        List.of(new XtId(AbiWord.of(number + slot))));
  }

  private static SuperblockNumber number(long number) {
    return new SuperblockNumber(number);
  }
}
