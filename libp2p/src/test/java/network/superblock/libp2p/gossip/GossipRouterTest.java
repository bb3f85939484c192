package network.superblock.libp2p.gossip;

import static network.superblock.libp2p.gossip.RouterScenario.TOPIC;
import static network.superblock.libp2p.gossip.RouterScenario.idOf;
import static network.superblock.libp2p.gossip.RouterScenario.joined;
import static network.superblock.libp2p.gossip.RouterScenario.messageOf;
import static network.superblock.libp2p.gossip.RouterScenario.peer;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import network.superblock.libp2p.wire.Bytes;
import org.junit.jupiter.api.Test;

class GossipRouterTest {

  private static final Message MESSAGE = messageOf(9, 1);

  @Test
  void tellsANewPeerItsTopics() {
    var s = joined().when(new GossipEvent.PeerConnected(peer(1), false));
    assertThat(s.sentTo(1)).containsExactly(Rpc.of(List.of(new Rpc.Subscription(TOPIC, true))));
  }

  @Test
  void graftsUpToTheDegreeAtTheHeartbeat() {
    var s = joined().withPeers(20).heartbeat();
    assertThat(s.meshSize()).isEqualTo(8);
    assertThat(s.sends().flatMap(send -> send.rpc().control().graft().stream())).hasSize(8);
  }

  @Test
  void cutsAnOvergrownMeshDownAndKeepsTheBestAndSomeOutbound() {
    var s = joined();
    for (var i = 1; i <= 10; i++) s.connect(i, false).graft(i);
    for (var i = 11; i <= 16; i++) s.connect(i, true).graft(i);
    s.when(new GossipEvent.ApplicationScored(peer(3), 5));
    assertThat(s.meshSize()).isGreaterThan(12);
    s.heartbeat();
    assertThat(s.meshSize()).isEqualTo(8);
    assertThat(s.inMesh(3)).isTrue();
    assertThat(IntStream.rangeClosed(11, 16).filter(s::inMesh).count()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void refusesInboundGraftsWhenTheMeshIsFull() {
    var s = joined();
    for (var i = 1; i <= 12; i++) s.connect(i, false).graft(i);
    s.connect(13, false).graft(13);
    assertThat(s.inMesh(13)).isFalse();
    assertThat(s.prunesTo(13)).containsExactly(new Rpc.Prune(TOPIC, 60));
    s.connect(14, true).graft(14);
    assertThat(s.inMesh(14)).as("one that we dialled").isTrue();
  }

  @Test
  void neverAnswersAGraftWithAGraft() {
    joined().connect(1, false).graft(1).sendsNothing();
  }

  @Test
  void refusesAGraftDuringTheBackOffAndHoldsItself() {
    var s = joined().connect(1, false).graft(1).prune(1, 5);
    assertThat(s.inMesh(1)).isFalse();
    s.graft(1);
    assertThat(s.inMesh(1)).isFalse();
    assertThat(s.prunesTo(1)).hasSize(1);
    s.heartbeats(Duration.ofSeconds(50));
    assertThat(s.inMesh(1)).as("the early graft has extended the back-off").isFalse();
    s.heartbeats(Duration.ofSeconds(20));
    assertThat(s.inMesh(1)).isTrue();
  }

  @Test
  void leavesWithAShortBackOff() {
    var s = joined().connect(1, false).graft(1).when(new GossipEvent.TopicLeft(TOPIC));
    assertThat(s.prunesTo(1)).containsExactly(new Rpc.Prune(TOPIC, 10));
    assertThat(s.sentTo(1)).contains(Rpc.of(List.of(new Rpc.Subscription(TOPIC, false))));
  }

  @Test
  void forwardsOnlyAfterTheVerdictAndNeverBack() {
    var s = joined().withPeers(4).heartbeat().receive(1, Rpc.of(MESSAGE));
    assertThat(s.judged()).hasSize(1);
    assertThat(s.messagesTo(2)).isEmpty();
    s.receive(2, Rpc.of(MESSAGE)).sendsNothing();
    s.judge(MESSAGE, Verdict.ACCEPT);
    assertThat(s.messagesTo(1)).isEmpty();
    assertThat(s.messagesTo(2)).as("it had it as well").isEmpty();
    assertThat(s.messagesTo(3)).containsExactly(MESSAGE);
    assertThat(s.messagesTo(4)).containsExactly(MESSAGE);
  }

  @Test
  void doesNotReturnAMessageToItsAuthor() {
    var s = joined().withPeers(2).connect(9, false).heartbeat().receive(1, Rpc.of(MESSAGE));
    s.judge(MESSAGE, Verdict.ACCEPT);
    assertThat(s.messagesTo(9)).isEmpty();
    assertThat(s.messagesTo(2)).hasSize(1);
  }

  @Test
  void dropsIgnoredMessagesWithoutAPenalty() {
    var s = joined().withPeers(2).heartbeat().receive(1, Rpc.of(MESSAGE));
    s.judge(MESSAGE, Verdict.IGNORE).sendsNothing();
    assertThat(s.score(1)).isZero();
    s.receive(2, Rpc.of(MESSAGE)).sendsNothing();
  }

  @Test
  void penalisesEveryCarrierOfARejectedMessage() {
    var s = joined().withPeers(3).heartbeat();
    s.receive(1, Rpc.of(MESSAGE)).receive(2, Rpc.of(MESSAGE)).judge(MESSAGE, Verdict.REJECT);
    assertThat(s.score(1)).isEqualTo(-2);
    assertThat(s.score(2)).isEqualTo(-2);
    assertThat(s.score(3)).isZero();
    s.heartbeat();
    assertThat(s.inMesh(1)).isFalse();
    assertThat(s.inMesh(3)).isTrue();
  }

  @Test
  void graylistsAfterTwoForgeriesAsTheRustNodesDo() {
    var s = joined().withPeers(1);
    for (var i = 1; i <= 2; i++) {
      s.receive(1, Rpc.of(Message.unsigned(TOPIC, Bytes.utf8("forged " + i))));
    }
    assertThat(s.score(1)).isEqualTo(-8);
    s.receive(1, Rpc.of(MESSAGE)).sendsNothing();
    assertThat(s.judged()).isEmpty();
  }

  @Test
  void stopsReadingAnRpcFullOfForgeriesEarly() {
    var s = joined().withPeers(1);
    var forgeries = new ArrayList<Message>();
    for (var i = 0; i < 5000; i++) forgeries.add(Message.unsigned(TOPIC, Bytes.utf8("f" + i)));
    s.receive(1, new Rpc(List.of(), forgeries, Rpc.Control.NONE));
    assertThat(s.router.stats().received()).isEqualTo(2);
  }

  @Test
  void aForgeryDoesNotKeepTheGenuineMessageOut() {
    var s = joined().withPeers(2);
    s.receive(1, Rpc.of(MESSAGE.signedWith(Bytes.fromHex("00".repeat(64)))));
    assertThat(s.judged()).isEmpty();
    s.receive(2, Rpc.of(MESSAGE));
    assertThat(s.judged()).hasSize(1);
  }

  @Test
  void aReplayOnAnotherTopicDoesNotHideAMessage() {
    var s = joined().withPeers(2).when(new GossipEvent.TopicJoined("u"));
    var data = MESSAGE.data();
    var elsewhere =
        new MessageAuthority(SignaturePolicy.STRICT_SIGN, RouterScenario.identity(1), 1)
            .author("u", data);
    s.receive(1, Rpc.of(elsewhere)).receive(2, Rpc.of(MESSAGE));
    assertThat(s.judged()).hasSize(1);
  }

  @Test
  void ignoresTopicsThatItHasNotJoined() {
    var s = new RouterScenario(GossipConfig.defaults()).withPeers(1);
    s.receive(1, Rpc.of(MESSAGE)).sendsNothing().graft(1).sendsNothing();
  }

  @Test
  void publishesToTheMeshToppedUpFromOtherSubscribers() {
    var s = joined().withPeers(3);
    s.when(new GossipEvent.MessageAuthored(TOPIC, Bytes.utf8("x")));
    for (var i = 1; i <= 3; i++) assertThat(s.messagesTo(i)).hasSize(1);
  }

  @Test
  void publishesToAFanoutWithoutBeingSubscribed() {
    var s = new RouterScenario(GossipConfig.defaults()).withPeers(20);
    s.when(new GossipEvent.MessageAuthored(TOPIC, Bytes.utf8("x")));
    assertThat(s.sends().findFirst().orElseThrow().to()).hasSize(8);
    var first = s.sends().findFirst().orElseThrow().to();
    s.when(new GossipEvent.MessageAuthored(TOPIC, Bytes.utf8("y")));
    assertThat(s.sends().findFirst().orElseThrow().to()).isEqualTo(first);
    s.when(new GossipEvent.TopicJoined(TOPIC));
    assertThat(s.mesh()).isEqualTo(first);
  }

  @Test
  void advertisesToPeersOutsideTheMeshOnly() {
    var s = joined().withPeers(20).heartbeat();
    s.when(new GossipEvent.MessageAuthored(TOPIC, Bytes.utf8("x"))).heartbeat();
    assertThat(s.advertisedTo()).hasSize(6);
    assertThat(s.advertisedTo()).doesNotContainAnyElementsOf(s.mesh());
    s.heartbeat().heartbeat();
    assertThat(s.advertisedTo()).as("only three heartbeats long").hasSize(6);
    s.heartbeat();
    assertThat(s.advertisedTo()).isEmpty();
  }

  @Test
  void asksForAdvertisedMessagesItHasNotSeen() {
    var s = joined().withPeers(2).receive(1, Rpc.of(MESSAGE));
    var unknown = idOf(messageOf(9, 2));
    s.iHave(2, idOf(MESSAGE), unknown);
    assertThat(s.wantedFrom(2)).containsExactly(unknown);
    s.iHave(1, unknown);
    assertThat(s.wantedFrom(1)).as("promised by another peer").isEmpty();
  }

  @Test
  void heedsTenAdvertisementsAHeartbeatAndFiveThousandIds() {
    var s = joined().withPeers(1);
    var asked = 0;
    for (var i = 0; i < 20; i++) {
      s.iHave(1, ids(i * 1000, 1000));
      asked += s.wantedFrom(1).size();
    }
    assertThat(asked).isEqualTo(5000);
    s.heartbeat();
    for (var i = 0; i < 20; i++) {
      s.iHave(1, ids(100_000 + i, 1));
      asked += s.wantedFrom(1).size();
    }
    assertThat(asked).isEqualTo(5010);
  }

  @Test
  void sendsACachedMessageThreeTimesAtMost() {
    var s = joined().withPeers(2).receive(1, Rpc.of(MESSAGE)).judge(MESSAGE, Verdict.ACCEPT);
    for (var i = 0; i < 3; i++) assertThat(s.iWant(2, idOf(MESSAGE)).messagesTo(2)).hasSize(1);
    assertThat(s.iWant(2, idOf(MESSAGE)).messagesTo(2)).isEmpty();
    s.heartbeats(Duration.ofSeconds(6));
    assertThat(s.iWant(1, idOf(MESSAGE)).messagesTo(1)).as("after twelve heartbeats").isEmpty();
  }

  @Test
  void countsBrokenPromises() {
    var config = GossipConfig.defaults();
    var s = new RouterScenario(config.withScoring(withBehaviour(config.scoring(), -1)));
    s.when(new GossipEvent.TopicJoined(TOPIC)).connect(1, false).iHave(1, idOf(MESSAGE));
    s.heartbeats(Duration.ofSeconds(2));
    assertThat(s.score(1)).isZero();
    s.heartbeats(Duration.ofSeconds(2));
    assertThat(s.score(1)).isEqualTo(-1);
  }

  @Test
  void tellsTheMeshNotToSendALargeMessageAgain() {
    var large =
        new MessageAuthority(SignaturePolicy.STRICT_SIGN, RouterScenario.identity(9), 1)
            .author(TOPIC, Bytes.wrap(new byte[1000]));
    var s = joined().withPeers(3).heartbeat().receive(1, Rpc.of(large));
    assertThat(s.sentTo(1)).isEmpty();
    assertThat(s.sentTo(2).getFirst().control().iDontWant()).containsExactly(idOf(large));
  }

  @Test
  void doesNotForwardWhatAPeerDoesNotWant() {
    var s = joined().withPeers(3).heartbeat().receive(1, Rpc.of(MESSAGE));
    var unwanted =
        new Rpc.Control(List.of(), List.of(), List.of(), List.of(), List.of(idOf(MESSAGE)));
    s.receive(2, Rpc.of(unwanted)).judge(MESSAGE, Verdict.ACCEPT);
    assertThat(s.messagesTo(2)).isEmpty();
    assertThat(s.messagesTo(3)).hasSize(1);
  }

  @Test
  void keepsABadScoreOverAReconnectAndForgetsAGoodOne() {
    var s = joined().withPeers(2).receive(1, Rpc.of(Message.unsigned(TOPIC, Bytes.EMPTY)));
    s.receive(2, Rpc.of(MESSAGE)).judge(MESSAGE, Verdict.ACCEPT);
    assertThat(s.score(2)).isEqualTo(0.5);
    for (var i = 1; i <= 2; i++) s.when(new GossipEvent.PeerLost(peer(i))).connect(i, false);
    assertThat(s.score(1)).isEqualTo(-2);
    assertThat(s.score(2)).isZero();
  }

  @Test
  void scoresFadeAndTheirOwnerIsForgiven() {
    var s = joined().withPeers(1).receive(1, Rpc.of(Message.unsigned(TOPIC, Bytes.EMPTY)));
    s.heartbeats(Duration.ofSeconds(11));
    assertThat(s.score(1)).isBetween(-1.97, -1.95);
    s.heartbeats(Duration.ofMinutes(40));
    assertThat(s.score(1)).isZero();
  }

  @Test
  void onePeerCannotFillThePendingMessages() {
    var s = joined().withPeers(2);
    for (var i = 0; i < 600; i++) s.receive(1, Rpc.of(messageOf(9, i)));
    assertThat(s.router.stats().pending()).isEqualTo(512);
    s.receive(2, Rpc.of(messageOf(9, 700)));
    assertThat(s.judged()).hasSize(1);
    s.heartbeats(Duration.ofMinutes(3));
    assertThat(s.router.stats().pending()).as("verdicts never came").isZero();
  }

  @Test
  void graftsBetterPeersIntoAPoorMesh() {
    var s = joined().withPeers(8).heartbeat();
    for (var i = 9; i <= 12; i++) {
      s.connect(i, false).when(new GossipEvent.ApplicationScored(peer(i), 3));
    }
    s.heartbeats(Duration.ofSeconds(30));
    assertThat(s.meshSize()).isEqualTo(10);
  }

  private static MessageId[] ids(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> new MessageId(Bytes.utf8("id " + i)))
        .toArray(MessageId[]::new);
  }

  private static GossipConfig.Scoring withBehaviour(GossipConfig.Scoring s, double weight) {
    return new GossipConfig.Scoring(
        s.topicWeight(),
        s.firstDelivery(),
        s.firstDeliveryDecay(),
        s.firstDeliveryCap(),
        s.invalidDelivery(),
        s.invalidDeliveryDecay(),
        s.application(),
        weight,
        s.behaviourDecay(),
        s.decayInterval(),
        s.decayToZero(),
        s.retain(),
        s.gossipThreshold(),
        s.publishThreshold(),
        s.graylistThreshold(),
        s.opportunisticThreshold());
  }
}
