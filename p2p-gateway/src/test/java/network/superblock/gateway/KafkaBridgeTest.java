package network.superblock.gateway;

import static network.superblock.gateway.BridgeScene.OURS;
import static network.superblock.gateway.BridgeScene.THEIRS;
import static network.superblock.gateway.BridgeScene.sdk;
import static network.superblock.gateway.BridgeScene.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import network.superblock.gateway.BridgeScene.Written;
import network.superblock.gateway.postgres.PostgresTopicLedger;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.runtime.failpoint.HeldPoint;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** Two gateways on one Kafka: the first publishes what stands there, both write what they hear. */
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaBridgeTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private static Path directory;
  private static BridgeScene scene;
  private static ConfigurableApplicationContext first;
  private static ConfigurableApplicationContext second;

  @BeforeAll
  static void start() {
    scene = new BridgeScene(directory);
    first = scene.gateway("first", true);
    second = scene.gateway("second", false, BridgeScene.address(first));
    BridgeScene.awaitMesh(first, OURS, THEIRS);
    BridgeScene.awaitMesh(second, OURS, THEIRS);
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @Test
  @Order(1)
  void whatASequencerWritesIsPublishedAndDoesNotComeBack() {
    var blocks = Promises.chain(3);
    var dead = Topic.PRECONF_COMMITMENT.deadLetterTopicName();
    order(OURS, 0, blocks.getFirst());
    var spoiled = scene.raw().spoil(Topic.PRECONF_COMMITMENT.topicName());
    var filled = new byte[Preconfirmation.Commitment.SIZE];
    Arrays.fill(filled, (byte) 0xff);
    scene.sequencerWrites(
        Topic.PRECONF_COMMITMENT, new Preconfirmation.Commitment(OURS, Bytes.of(filled)));
    scene.sequencerWrites(
        Topic.PRECONF_TXLIST,
        new Preconfirmation.TxList(OURS, Promises.list(7).hash(), Bytes.of(new byte[] {1})));
    scene.sequencerWrites(Topic.PRECONF_COMMITMENT, commitment(OURS, Promises.forged()));
    order(OURS, 1, blocks.get(1));

    var there = sdk(second, OURS);
    until("both blocks at the other gateway", () -> headOf(there) == 2);
    for (var index : List.of(0, 1))
      until("their lists", () -> there.storage().txList(Promises.list(index).hash()).isPresent());
    until("both pieces of garbage", () -> BridgeScene.read(first, "malformed") == 2);
    assertThat(BridgeScene.read(first, "refused")).isEqualTo(1);
    // Both gateways name them, under the same key.
    until("dead letters", () -> scene.raw().read(dead).size() >= spoiled);

    // What the second gateway takes over REST is new to Kafka: behind it all others were looked at.
    there.publish(blocks.get(2), Promises.list(2)).join();
    until("the new one", () -> idsIn(OURS).containsAll(idsOf(blocks.get(2), 2)));
    assertThat(idsIn(OURS)).isEqualTo(idsOf(blocks.get(2), 2));
  }

  @Test
  @Order(2)
  void whatIsGossipedIsWrittenOnceInSpiteOfAnOutageAndARestart() {
    var blocks = Promises.chain(4);
    var peer = scene.peer(THEIRS, BridgeScene.address(second));
    peer.sdk().publish(blocks.getFirst(), Promises.list(0)).join();
    until("the first", () -> idsIn(THEIRS).containsAll(idsOf(blocks.getFirst(), 0)));

    scene.stopBroker();
    peer.sdk().publish(blocks.get(1), Promises.list(1)).join();
    until("the second block", () -> headOf(sdk(first, THEIRS)) == 2);
    first.close();
    scene.startBroker();
    until("the second", () -> idsIn(THEIRS).containsAll(idsOf(blocks.get(1), 1)));

    // Written while nobody publishes it, and then there is nobody else to write what is gossiped.
    order(THEIRS, 2, blocks.get(2));
    second.close();
    first = scene.gateway("first", true, peer.address());
    until("what was written meanwhile", () -> headOf(sdk(first, THEIRS)) == 3);
    BridgeScene.awaitMesh(first, THEIRS);
    // It may have been published before anybody was there to hear it.
    peer.sdk().startCatchUp().join();
    until("the same at the peer", () -> headOf(peer.sdk()) == 3);
    peer.sdk().publish(blocks.get(3), Promises.list(3)).join();
    until("the last", () -> idsIn(THEIRS).containsAll(idsOf(blocks.get(3), 3)));

    var written = scene.writtenByGateways(THEIRS);
    assertThat(written).doesNotHaveDuplicates();
    assertThat(idsIn(THEIRS)).doesNotContainAnyElementsOf(idsOf(blocks.get(2), 2)).hasSize(6);
  }

  /** The gateway stands still before it tells anybody, and again before it passes the records. */
  @Test
  @Order(3)
  void whatIsReadIsDurableBeforeItIsPassed() throws InterruptedException {
    var next = Promises.chain(4).get(3);
    var ledger = new PostgresTopicLedger(first.getBean(DatabaseClient.class));
    var place = ledger.place();
    try (var noted = HeldPoint.at("p2p-gateway.records-noted");
        var published = HeldPoint.at("p2p-gateway.records-published")) {
      order(OURS, 3, next);
      assertThat(noted.isReachedWithin(LONG)).isTrue();
      var known = ledger.standing(OURS, idsOf(next, 3));
      assertThat(known).isNotEmpty();
      assertThat(headOf(sdk(first, OURS))).isEqualTo(3);

      noted.release();
      assertThat(published.isReachedWithin(LONG)).isTrue();
      for (var id : known)
        if (id.equals(Promises.list(3).hash()))
          assertThat(sdk(first, OURS).storage().txList(id)).isPresent();
        else assertThat(headOf(sdk(first, OURS))).isEqualTo(4);
      assertThat(ledger.place()).isEqualTo(place);
    }
    until("the records are passed", () -> !ledger.place().equals(place));
    until("the block", () -> headOf(sdk(first, OURS)) == 4);
  }

  private static void order(ChainId chain, int list, SignedCommitment signed) {
    scene.sequencerWrites(
        Topic.PRECONF_TXLIST,
        new Preconfirmation.TxList(
            chain, Promises.list(list).hash(), Bytes.of(Promises.body(list).toArray())));
    scene.sequencerWrites(Topic.PRECONF_COMMITMENT, commitment(chain, signed));
  }

  private static Preconfirmation.Commitment commitment(ChainId chain, SignedCommitment signed) {
    return new Preconfirmation.Commitment(chain, Bytes.of(signed.encode().toArray()));
  }

  private static long headOf(PreconfirmationSdk sdk) {
    return sdk.head().blockNumber().saturated();
  }

  private static Set<Hash32> idsIn(ChainId chain) {
    return scene.writtenByGateways(chain).stream().map(Written::id).collect(Collectors.toSet());
  }

  private static Set<Hash32> idsOf(SignedCommitment signed, int list) {
    return Set.of(Hash32.of(Keccak256.hash(signed.encode().toArray())), Promises.list(list).hash());
  }
}
