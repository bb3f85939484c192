package network.superblock.devnet.acceptance;

import static network.superblock.devnet.acceptance.TestNetwork.A;
import static network.superblock.devnet.acceptance.TestNetwork.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.superblock.contracts.SettlementContract;
import network.superblock.devnet.acceptance.EventReader.Event;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.setup.Accounts;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Cross-chain transactions that commit. All are sent at once and share their slots. */
@Timeout(240)
@ExtendWith(SharedNetwork.class)
@TestInstance(Lifecycle.PER_CLASS)
class CommittedXtTest {

  private static final List<String> LIFE =
      List.of("QUEUED", "STARTED", "COMMITTED", "INCLUDED", "PUBLISHED", "FINALIZED");

  private static final DevKey BRIDGER = Accounts.user(1);
  private static final DevKey BACK_BRIDGER = Accounts.user(2);

  private final TestNetwork network;
  private final List<BigInteger> tokensBefore;
  private final Attempt pingPong;
  private final Attempt bridge;
  private final Attempt bridgeBack;
  private final Attempt relay;

  CommittedXtTest(TestNetwork network) {
    this.network = network;
    this.tokensBefore = tokens(network);
    this.pingPong = network.send(Demo.PINGPONG, Accounts.user(0));
    this.bridge = network.send(Demo.BRIDGE, BRIDGER);
    this.bridgeBack = network.sendBack(Demo.BRIDGE, BACK_BRIDGER);
    this.relay = network.send(Demo.RELAY, Accounts.user(3));
  }

  @Test
  void aTrueCycleIsInBothBlocksAndInOneSuperblockOnL1() {
    assertIsFinal(pingPong);
  }

  @Test
  void aChainOfFourHopsCommits() {
    assertIsFinal(relay);
  }

  @Test
  void bridgesMoveTokensFromChainToChain() {
    assertIsFinal(bridge);
    assertIsFinal(bridgeBack);
    assertThat(tokens(network))
        .containsExactly(
            tokensBefore.get(0).subtract(Demo.BRIDGED),
            tokensBefore.get(1).add(Demo.BRIDGED),
            tokensBefore.get(2).add(Demo.BRIDGED),
            tokensBefore.get(3).subtract(Demo.BRIDGED));
  }

  /** Of who bridges from A on A and on B, of who bridges from B on A and on B. */
  private static List<BigInteger> tokens(TestNetwork network) {
    var balances = new ArrayList<BigInteger>();
    for (var user : List.of(BRIDGER, BACK_BRIDGER))
      for (var rollup : network.bothRollups()) balances.add(rollup.tokens(user.address()));
    return balances;
  }

  @Test
  void theEventStreamTellsEveryStatusInOrderAndLosesNothingWhenItBreaks() {
    var xt = network.sign(Demo.PINGPONG, Accounts.user(4));
    var reader = network.queue().events(network.queue().submit(xt));
    // Loses the connection in the middle and comes back as browsers do.
    var broken = new ArrayList<>(reader.until(event -> event.type().equals("STARTED")));
    broken.addAll(reader.after(broken.getLast(), CommittedXtTest::isEnd));

    var whole = reader.until(CommittedXtTest::isEnd);
    assertThat(broken).isEqualTo(whole);
    assertThat(whole).extracting(Event::id).isSorted().doesNotHaveDuplicates();
    assertThat(whole)
        .extracting(Event::data)
        .isEqualTo(network.queue().report(xt.id()).get("timeline").valueStream().toList());
    assertThat(reader.after(whole.get(whole.size() - 2), CommittedXtTest::isEnd))
        .containsExactly(whole.getLast());
    assertThat(whole.getFirst().type()).isEqualTo("QUEUED");
    assertIsALife(network.queue().events(pingPongEnded()).until(CommittedXtTest::isEnd));
  }

  /** A machine that is too slow for a slot costs attempts, which are told too. */
  private static void assertIsALife(List<Event> events) {
    var names = events.stream().map(Event::type).toList();
    var begin = Math.max(0, names.lastIndexOf("REQUEUED"));
    assertThat(names.subList(begin + 1, names.size())).isEqualTo(LIFE.subList(1, LIFE.size()));
    assertThat(names.getFirst()).isEqualTo(LIFE.getFirst());
  }

  private XtId pingPongEnded() {
    pingPong.end();
    return pingPong.request().id();
  }

  @Test
  void aSuperblocksProofsVerifyOnL1AndTamperedOnesDoNot() {
    var number = pingPong.end().get("superblock").asLong();
    for (var chain : List.of(A, B)) {
      var answer = network.proof(number, chain);
      var block = blockIn(answer.get("block"));
      var proof = hashesIn(answer.get("proof"));
      assertThat(proof).isNotEmpty();
      assertThat(verifies(number, chain, block, proof)).isTrue();

      var other = chain.equals(A) ? B : A;
      var flipped = new ArrayList<>(proof);
      flipped.set(0, flip(proof.getFirst()));
      var forged = new BlockRef(block.number(), flip(block.hash()));
      var moved = new BlockRef(block.number().next(), block.hash());
      assertThat(verifies(number, chain, block, flipped)).as("another sibling").isFalse();
      assertThat(verifies(number, chain, block, List.of())).as("no siblings").isFalse();
      assertThat(verifies(number, chain, forged, proof)).as("another hash").isFalse();
      assertThat(verifies(number, chain, moved, proof)).as("another number").isFalse();
      assertThat(verifies(number, other, block, proof)).as("another chain").isFalse();
      assertThat(verifies(number - 1, chain, block, proof)).as("another superblock").isFalse();
    }
  }

  private void assertIsFinal(Attempt attempt) {
    var report = attempt.end();
    var request = attempt.request();
    assertThat(report.get("status").asString()).as("%s", report).isEqualTo("FINALIZED");
    var number = report.get("superblock").asLong();
    var superblock = network.superblock(number);
    assertThat(superblock.get("status").asString()).isEqualTo("FINALIZED");
    assertThat(superblock.get("l1").get("transaction")).isEqualTo(report.get("l1Transaction"));
    assertThat(superblock.get("includedXts").valueStream().map(JsonNode::asString))
        .contains(request.id().toString());
    assertThat(chainsIn(superblock)).containsExactly(A, B);

    var onL1 = network.settlement(SettlementContract.superblock(new SuperblockNumber(number)));
    assertThat(onL1.hash()).isEqualTo(hash(superblock.get("hash")));
    assertThat(onL1.blocksRoot()).isEqualTo(hash(superblock.get("blocksRoot")));
    assertThat(onL1.slot().value()).isEqualTo(superblock.get("slot").asLong());
    for (var leg : request.transactions())
      for (var transaction : leg.transactions()) assertRanIn(superblock, leg.chain(), transaction);
    assertDecidedIn(superblock.get("slot").asLong(), request.id());
  }

  private void assertRanIn(JsonNode superblock, ChainId chain, Bytes transaction) {
    var rollup = network.rollup(chain);
    var receipt = rollup.receipt(transaction).orElseThrow();
    var block = blockOf(superblock, chain);
    assertThat(receipt.get("status").asString()).isEqualTo("0x1");
    assertThat(hash(receipt.get("blockHash"))).isEqualTo(block.hash());
    var stored = network.storedBlock(chain, BigInteger.valueOf(block.number().value()));
    assertThat(hash(stored.get("hash"))).isEqualTo(block.hash());
    assertThat(stored.get("standing").asString()).isEqualTo("FINALIZED");
    assertThat(stored.get("superblock").asLong()).isEqualTo(superblock.get("number").asLong());
  }

  private void assertDecidedIn(long slot, XtId xt) {
    var instance =
        network
            .slot(slot)
            .get("instances")
            .valueStream()
            .filter(each -> each.get("xtId").asString().equals(xt.toString()))
            .findFirst()
            .orElseThrow();
    assertThat(instance.get("outcome").get("decision").asString()).isEqualTo("COMMITTED");
  }

  private boolean verifies(long superblock, ChainId chain, BlockRef block, List<Hash32> proof) {
    return network.settlement(
        SettlementContract.verifyL2Block(new SuperblockNumber(superblock), chain, block, proof));
  }

  private static boolean isEnd(Event event) {
    return event.data().get("final").asBoolean();
  }

  private static List<ChainId> chainsIn(JsonNode superblock) {
    return superblock
        .get("blocks")
        .valueStream()
        .map(block -> new ChainId(block.get("chainId").asLong()))
        .toList();
  }

  private static BlockRef blockOf(JsonNode superblock, ChainId chain) {
    return superblock
        .get("blocks")
        .valueStream()
        .filter(block -> block.get("chainId").asLong() == chain.value())
        .map(CommittedXtTest::blockIn)
        .findFirst()
        .orElseThrow();
  }

  private static BlockRef blockIn(JsonNode json) {
    return new BlockRef(new BlockNumber(json.get("number").asLong()), hash(json.get("hash")));
  }

  private static List<Hash32> hashesIn(JsonNode list) {
    return list.valueStream().map(CommittedXtTest::hash).toList();
  }

  private static Hash32 hash(JsonNode json) {
    return Hash32.fromHex(json.asString());
  }

  private static Hash32 flip(Hash32 hash) {
    var bytes = hash.toArray();
    bytes[0] ^= 1;
    return Hash32.of(bytes);
  }
}
