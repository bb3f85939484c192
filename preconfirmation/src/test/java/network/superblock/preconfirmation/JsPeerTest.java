package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.txList;
import static network.superblock.preconfirmation.TestNode.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import network.superblock.libp2p.interop.JsPeer;
import network.superblock.libp2p.peer.Sha256;
import network.superblock.libp2p.reqresp.RequestProtocol;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.SdkEvent.Origin;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.HeadRequest;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.TxListRequest;
import network.superblock.preconfirmation.ssz.UInt256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The whole node against js-libp2p, an implementation by other people: what both sides see are the
 * network's bytes. Left out only where there is no npm.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class JsPeerTest {

  private static final ChainProtocols PROTOCOLS = TestNode.config().protocols();
  private static final List<SignedCommitment> BLOCKS = chain(3);
  private static final RawTxList LARGEST = RawTxList.of(filled(0xab));

  private JsPeer js;
  private TestNode node;

  /** The peer claims block 1 and has it, with its list. */
  @BeforeAll
  void startPeer() {
    js =
        JsPeer.start(
            Map.of(
                "topics",
                List.of(PROTOCOLS.commitmentTopic(), PROTOCOLS.txListTopic()),
                "answers",
                Map.of(
                    PROTOCOLS.head().name(),
                    headAt(1).encode().toHex(),
                    PROTOCOLS.commitments().name(),
                    pageOf(1).encode().toHex(),
                    PROTOCOLS.txList().name(),
                    txList(1).encode().toHex())));
  }

  @AfterAll
  void stopPeer() {
    if (js != null) js.close();
  }

  @BeforeEach
  void join() {
    node = TestNode.start();
    node.node().host().dial(js.address()).toCompletableFuture().join();
    eventually("our mesh", () -> node.isMeshed(js.id()));
    for (var topic : List.of(PROTOCOLS.commitmentTopic(), PROTOCOLS.txListTopic()))
      eventually("their mesh", () -> js.hasInMesh(topic, node.id()));
  }

  @AfterEach
  void leave() {
    if (node != null) node.close();
  }

  @Test
  void gossipsBothKindsBothWays() {
    assertThat(node.sdk().publish(block(1), txList(1)).join().peers()).isEqualTo(1);
    node.sdk().publish(LARGEST).join();
    for (var sent : List.of(txList(1).encode(), LARGEST.encode()))
      assertThat(digestOf(PROTOCOLS.txListTopic(), sent.size())).isEqualTo(digest(sent));
    assertThat(digestOf(PROTOCOLS.commitmentTopic(), SignedCommitment.SIZE))
        .isEqualTo(digest(block(1).encode()));

    publish(PROTOCOLS.commitmentTopic(), block(2).encode());
    publish(PROTOCOLS.txListTopic(), txList(2).encode());
    eventually("their block", () -> node.headNumber() == 2);
    eventually("its list", () -> node.sdk().storage().txList(txList(2).hash()).isPresent());
    eventually("the event", () -> node.events(SdkEvent.CommitmentAccepted.class).size() == 2);
    var accepted = node.events(SdkEvent.CommitmentAccepted.class).getLast();
    assertThat(accepted.commitment().signed()).isEqualTo(block(2));
    assertThat(accepted.origin()).isEqualTo(Origin.GOSSIP);
  }

  @Test
  void takesTheLargestListFromGossip() {
    var theirs = RawTxList.of(filled(0xcd));
    publish(PROTOCOLS.txListTopic(), theirs.encode());
    eventually("the list", () -> node.sdk().storage().txList(theirs.hash()).isPresent());
  }

  @Test
  void asksAllThreeQuestions() {
    assertThat(node.sdk().requestHead(js.id()).join()).isEqualTo(headAt(1));
    var request = new CommitmentsRequest(UInt256.of(1), 5);
    assertThat(node.sdk().requestCommitments(js.id(), request).join()).isEqualTo(pageOf(1));
    assertThat(node.sdk().requestTxList(js.id(), txList(1).hash()).join()).isEqualTo(txList(1));
    assertThat(asked(PROTOCOLS.head(), new HeadRequest().encode())).isTrue();
    assertThat(asked(PROTOCOLS.commitments(), request.encode())).isTrue();
    assertThat(asked(PROTOCOLS.txList(), new TxListRequest(txList(1).hash()).encode())).isTrue();
  }

  @Test
  void answersAllThreeQuestions() {
    node.sdk().publish(block(1), txList(1)).join();
    assertThat(answer(PROTOCOLS.head(), new HeadRequest().encode()))
        .isEqualTo(digest(headAt(1).encode()));
    assertThat(answer(PROTOCOLS.head(), Bytes.EMPTY)).isEqualTo(digest(headAt(1).encode()));
    assertThat(answer(PROTOCOLS.commitments(), new CommitmentsRequest(UInt256.of(1), 5).encode()))
        .isEqualTo(digest(pageOf(1).encode()));
    assertThat(answer(PROTOCOLS.txList(), new TxListRequest(txList(1).hash()).encode()))
        .isEqualTo(digest(txList(1).encode()));
    var unknown = Samples.hash(5);
    assertThat(answer(PROTOCOLS.txList(), new TxListRequest(unknown).encode()))
        .isEqualTo(digest(RawTxList.notFound(unknown).encode()));
  }

  @Test
  void catchesUpFromIt() {
    node.sdk().startCatchUp().join();
    eventually("live", () -> node.sdk().status().equals(new HeadSyncStatus.Live(UInt256.of(1))));
    eventually("the list", () -> node.sdk().storage().txList(txList(1).hash()).isPresent());
  }

  private void publish(String topic, Bytes data) {
    js.run("publish", Map.of("topic", topic, "hex", data.toHex()));
  }

  private String digestOf(String topic, int size) {
    return js.awaitMessage(topic, size).get("digest").asString();
  }

  private String answer(RequestProtocol protocol, Bytes request) {
    var arguments =
        Map.<String, Object>of(
            "peer", node.id().toString(), "protocol", protocol.name(), "hex", request.toHex());
    return js.run("request", arguments).get("digest").asString();
  }

  private boolean asked(RequestProtocol protocol, Bytes request) {
    return js.await(
            "asked",
            event ->
                event.get("protocol").asString().equals(protocol.name())
                    && event.get("hex").asString().equals(request.toHex()))
        .has("hex");
  }

  private static SignedCommitment block(int number) {
    return BLOCKS.get(number - 1);
  }

  private static PreconfHead headAt(int number) {
    return PreconfHead.of(block(number).preconfirmation());
  }

  private static CommitmentsPage pageOf(int number) {
    return new CommitmentsPage(List.of(block(number)));
  }

  private static String digest(Bytes data) {
    return Sha256.of(data).toHex();
  }

  private static Bytes filled(int with) {
    var bytes = new byte[RawTxList.MAX_TXLIST];
    Arrays.fill(bytes, (byte) with);
    return Bytes.wrap(bytes);
  }
}
