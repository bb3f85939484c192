package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.KEY;
import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.hash;
import static network.superblock.preconfirmation.Samples.malleated;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.txList;
import static network.superblock.preconfirmation.TestNode.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import network.superblock.libp2p.HostConfig;
import network.superblock.libp2p.Libp2pHost;
import network.superblock.libp2p.gossip.Verdict;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.libp2p.reqresp.Answer;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.ssz.CommitmentsPage;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.TxListRequest;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.validation.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A peer that speaks libp2p properly and abuses what travels over it, beside an honest one: what
 * the node keeps stays within its budget, and honest traffic goes on.
 */
@Timeout(240)
class BadPeersTest {

  private static final ChainProtocols PROTOCOLS = TestNode.config().protocols();

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Libp2pHost bad = host();

  @AfterEach
  void stop() throws Exception {
    for (var part : open.reversed()) part.close();
  }

  @Test
  void unknownParentsByTheThousandStayWithinTheirShare() {
    var caches = TestNode.config().caches();
    var node =
        open(
            TestNode.start(
                TestNode.config()
                    .withCaches(
                        new SdkConfig.Caches(
                            1000,
                            caches.txListBytes(),
                            200,
                            100,
                            caches.pendingTtl(),
                            caches.seenTtl()))));
    join(node);
    var honest = open(TestNode.start()).connect(node);
    for (var i = 0; i < 2000; i++) {
      say(PROTOCOLS.commitmentTopic(), signed(preconfirmation(10 + i, hash(1)), KEY).encode());
      assertThat(node.sdk().storage().size().pending()).isLessThanOrEqualTo(100);
    }
    eventually("most have come", () -> received(node, "pending") >= 1000);
    assertThat(node.events(SdkEvent.Refused.class)).as("nobody knows that it lies").isEmpty();
    goesOn(honest, node);
    assertThat(node.sdk().storage().size().pending()).isLessThanOrEqualTo(100);
  }

  @Test
  void listsThatNobodyNamesStayWithinTheBytesAndGiveWay() {
    var caches = TestNode.config().caches();
    var budget = RawTxList.MAX_TXLIST;
    var node =
        open(
            TestNode.start(
                TestNode.config()
                    .withCaches(
                        new SdkConfig.Caches(
                            1000, budget, 200, 100, caches.pendingTtl(), caches.seenTtl()))));
    join(node);
    var honest = open(TestNode.start()).connect(node);
    var random = new Random(3);
    for (var i = 0; i < 32; i++) {
      var list = new byte[budget / 8];
      random.nextBytes(list);
      say(PROTOCOLS.txListTopic(), RawTxList.of(Bytes.wrap(list)).encode());
      assertThat(node.sdk().storage().size().txListBytes()).isLessThanOrEqualTo(budget);
    }
    eventually("they fill it", () -> node.sdk().storage().size().txListBytes() == budget);
    goesOn(honest, node);
    eventually("its list", () -> node.sdk().storage().txList(txList(1).hash()).isPresent());
    assertThat(node.sdk().storage().size().txListBytes()).isLessThanOrEqualTo(budget);
  }

  /** What a list would become is its reader's matter: here it is the bytes that came. */
  @Test
  void aListThatUnfoldsAThousandfoldCountsAsItCame() {
    var node = open(TestNode.start());
    join(node);
    var bomb = RawTxList.of(bomb(4 << 20));
    assertThat(bomb.txList().size()).isLessThan(8000);
    say(PROTOCOLS.txListTopic(), bomb.encode());
    eventually("it is kept", () -> node.sdk().storage().txList(bomb.hash()).isPresent());
    assertThat(node.sdk().storage().size().txListBytes()).isEqualTo(bomb.txList().size());
  }

  @Test
  void aReplayOnTheOtherTopicIsRefusedAndHidesNothing() {
    var node = open(TestNode.start());
    join(node);
    var honest = open(TestNode.start()).connect(node);
    say(PROTOCOLS.txListTopic(), chain(1).getFirst().encode());
    eventually("the refusal", () -> !node.events(SdkEvent.Refused.class).isEmpty());
    assertThat(node.events(SdkEvent.Refused.class).getFirst())
        .isEqualTo(new SdkEvent.Refused(bad.peerId(), Reason.DECODE));
    goesOn(honest, node);
  }

  @Test
  void aMalleatedCopyIsNotCarriedOnAndDoesNotStopTheGenuineOne() {
    var node = open(TestNode.start());
    join(node);
    var honest = open(TestNode.start()).connect(node);
    var behind = open(TestNode.start()).connect(node);
    var block = chain(1).getFirst();
    say(PROTOCOLS.commitmentTopic(), malleated(block).encode());
    eventually("it is kept in its canonical form", () -> node.headNumber() == 1);
    assertThat(node.sdk().storage().commitments(UInt256.ZERO, 10))
        .extracting(known -> known.signed())
        .containsExactly(block);
    assertThat(behind.headNumber()).isZero();
    honest.sdk().publish(block).join();
    eventually("the genuine one goes through", () -> behind.headNumber() == 1);
    assertThat(behind.metrics().traced())
        .extracting(span -> span.hash())
        .containsExactly(MessageId.of(PROTOCOLS.commitmentTopic(), block.encode()));
  }

  @Test
  void aLyingHeadAndEmptyPagesStopNobody() {
    bad.serve(PROTOCOLS.head(), (_, _) -> Optional.of(headAt(1_000_000)));
    bad.serve(
        PROTOCOLS.commitments(), (_, _) -> Optional.of(new CommitmentsPage(List.of()).encode()));
    bad.serve(
        PROTOCOLS.txList(),
        (_, asked) -> Optional.of(RawTxList.notFound(TxListRequest.decode(asked).hash()).encode()));
    var honest = open(TestNode.start());
    var blocks = chain(5);
    for (var i = 0; i < 5; i++) {
      var number = i + 1;
      var told =
          honest.sdk().publish(blocks.get(i), txList(number)).handle((_, failure) -> failure);
      assertThat(told.join()).as("nobody is there to hear").isNotNull();
      eventually("kept", () -> honest.headNumber() == number);
    }
    var node = open(TestNode.start());
    node.node().host().dial(bad.addresses().getFirst()).toCompletableFuture().join();
    node.connect(honest).sdk().startCatchUp().join();
    eventually("every block", () -> node.headNumber() == 5);
    eventually("every list", () -> node.sdk().storage().missingTxLists(10).isEmpty());
    eventually("the gap is told", () -> !node.events(SdkEvent.GapFound.class).isEmpty());
    assertThat(node.events(SdkEvent.GapFound.class).getLast().remote())
        .isEqualTo(UInt256.of(1_000_000));
    eventually("live", () -> node.sdk().status() instanceof HeadSyncStatus.Live);
    goesOn(honest, node, 6);
  }

  @Test
  void whoKeepsSendingGarbageIsBannedAndTheBanEnds() {
    var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    var ban = Duration.ofMillis(500);
    var node = open(TestNode.judging(TestNode.config(), now::get, ban));
    join(node);
    var honest = open(TestNode.start()).connect(node);
    for (var round = 0; round < 3; round++) {
      for (var i = 0; i < 5; i++)
        assertThat(bad.request(node.id(), PROTOCOLS.head(), Bytes.utf8("garbage " + i)))
            .succeedsWithin(Duration.ofSeconds(30))
            .isInstanceOf(Answer.Failed.class);
      now.updateAndGet(time -> time.plusSeconds(10));
    }
    assertThat(conductOf(node, bad.peerId())).isBetween(-10.0, -5.0);
    now.updateAndGet(time -> time.plusSeconds(31));
    eventually("the ban", () -> !node.events(SdkEvent.PeerBanned.class).isEmpty());
    assertThat(node.events(SdkEvent.PeerBanned.class))
        .containsExactly(new SdkEvent.PeerBanned(bad.peerId()));
    eventually("it is gone", () -> !isConnected(node, bad.peerId()));
    assertThat(node.metrics().value(SdkMetrics.BANS)).isEqualTo(1);
    goesOn(honest, node);
    bad.keepConnected(node.node().host().addresses().getFirst());
    eventually("the ban has ended", () -> isConnected(node, bad.peerId()));
    assertThat(conductOf(node, bad.peerId())).as("a clean slate").isZero();
  }

  private void goesOn(TestNode honest, TestNode node) {
    goesOn(honest, node, 1);
  }

  private static void goesOn(TestNode honest, TestNode node, int number) {
    honest.sdk().publish(chain(number).getLast(), txList(number)).join();
    eventually("honest traffic", () -> node.headNumber() == number);
  }

  private void join(TestNode node) {
    bad.dial(node.node().host().addresses().getFirst()).toCompletableFuture().join();
    for (var topic : List.of(PROTOCOLS.commitmentTopic(), PROTOCOLS.txListTopic()))
      bad.gossip().subscribe(topic, _ -> CompletableFuture.completedFuture(Verdict.IGNORE));
    eventually("the mesh", () -> node.isMeshed(bad.peerId()));
    eventually(
        "its mesh",
        () -> {
          var mesh = bad.gossip().stats().toCompletableFuture().join().mesh();
          return mesh.size() == 2 && mesh.values().stream().allMatch(p -> p.contains(node.id()));
        });
  }

  private void say(String topic, Bytes data) {
    eventually(
        "room to send",
        () ->
            !bad.gossip().publish(topic, data).toCompletableFuture().join().recipients().isEmpty());
  }

  private static double received(TestNode node, String outcome) {
    return node.metrics()
        .value(
            SdkMetrics.GOSSIP_RECEIVED, "topic", "preconfirmationCommitments", "outcome", outcome);
  }

  private static double conductOf(TestNode node, PeerId peer) {
    return node.node().peers().stream()
        .filter(info -> info.id().equals(peer))
        .findFirst()
        .orElseThrow()
        .conduct();
  }

  private static boolean isConnected(TestNode node, PeerId peer) {
    return node.node().host().peers().stream().anyMatch(known -> known.id().equals(peer));
  }

  private static Bytes headAt(long number) {
    return new PreconfHead(UInt256.of(number), UInt256.of(Samples.WINDOW_END)).encode();
  }

  private static Bytes bomb(int unfolded) {
    var out = new ByteArrayOutputStream();
    try (var zlib = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
      zlib.write(new byte[unfolded]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Bytes.wrap(out.toByteArray());
  }

  private Libp2pHost host() {
    var config = HostConfig.listeningOn("/ip4/127.0.0.1/tcp/0");
    return open(Libp2pHost.start(config, Identity.generate()));
  }

  private <T extends AutoCloseable> T open(T part) {
    open.add(part);
    return part;
  }
}
