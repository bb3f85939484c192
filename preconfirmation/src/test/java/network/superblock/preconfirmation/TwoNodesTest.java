package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.txList;
import static network.superblock.preconfirmation.TestNode.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.lookahead.NoopLookahead;
import network.superblock.preconfirmation.ssz.CommitmentsRequest;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.Faults;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.validation.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes with in-memory storage over loopback: sections 3, 7, 8 and 9 as they work together. */
@Timeout(120)
class TwoNodesTest {

  private final List<TestNode> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(TestNode::close);
  }

  @Test
  void gossipsBothKindsAndAnswersAllThreeRequests() {
    var a = start(TestNode.config());
    var b = start(TestNode.config()).connect(a);
    var block = chain(1).getFirst();
    var receipt = a.sdk().publish(block, txList(1)).join();
    assertThat(receipt.peers()).isEqualTo(1);
    assertThat(receipt.commitment()).isPresent();
    eventually("the block", () -> b.headNumber() == 1);
    eventually("its list", () -> b.sdk().storage().txList(txList(1).hash()).isPresent());
    assertThat(b.sdk().storage().commitment(block.preconfirmation().hash()))
        .contains(KnownCommitment.of(Samples.KEY.address(), block));

    assertThat(b.sdk().requestHead(a.id()).join())
        .isEqualTo(PreconfHead.of(block.preconfirmation()));
    var page = new CommitmentsRequest(UInt256.of(1), 10);
    assertThat(b.sdk().requestCommitments(a.id(), page).join().commitments())
        .containsExactly(block);
    assertThat(b.sdk().requestTxList(a.id(), txList(1).hash()).join()).isEqualTo(txList(1));
    assertThatThrownBy(() -> b.sdk().requestTxList(a.id(), txList(2).hash()).join())
        .hasCauseInstanceOf(SdkException.MissingData.class);
    eventually(
        "gossip is counted",
        () ->
            b.metrics()
                    .value(
                        SdkMetrics.GOSSIP_RECEIVED,
                        "topic",
                        "preconfirmationCommitments",
                        "outcome",
                        "valid")
                == 1);
    eventually(
        "requests are counted",
        () ->
            a.metrics()
                    .value(SdkMetrics.REQUESTS, "protocol", "get_raw_txlist", "outcome", "served")
                == 2);
    assertThat(b.metrics().value(SdkMetrics.REQUEST_LATENCY, "protocol", "get_head")).isPositive();
  }

  @Test
  void catchesUpFromNothingAndFollowsGossip() {
    var a = start(TestNode.config());
    var blocks = chain(70);
    for (var i = 0; i < 60; i++) keep(a, blocks.get(i), i + 1);
    var b = start(TestNode.config().withMaxCommitmentsPerPage(16)).connect(a);
    assertThat(b.sdk().status()).isEqualTo(new HeadSyncStatus.Idle());
    b.sdk().startCatchUp().join();
    eventually("the head", () -> b.headNumber() == 60);
    eventually("live", () -> b.sdk().status().equals(new HeadSyncStatus.Live(UInt256.of(60))));
    eventually("every list", () -> b.sdk().storage().missingTxLists(10).isEmpty());
    for (var i = 60; i < 70; i++) a.sdk().publish(blocks.get(i), txList(i + 1)).join();
    eventually("what came since", () -> b.headNumber() == 70);
    assertThat(b.sdk().storage().commitments(UInt256.ZERO, 100))
        .extracting(KnownCommitment::signed)
        .containsExactlyElementsOf(blocks);
    assertThat(b.events(SdkEvent.SyncChanged.class))
        .extracting(event -> event.status().getClass().getSimpleName())
        .containsSubsequence("Discovering", "Syncing", "Live");
  }

  @Test
  void catchesUpAlthoughItsStorageFailsAgainAndAgain() {
    var a = start(TestNode.config());
    var blocks = chain(20);
    for (var i = 0; i < 20; i++) keep(a, blocks.get(i), i + 1);
    var random = new Random(7);
    var faults =
        Faults.at((_, _) -> random.nextInt(6) == 0 ? Faults.Fate.NOT_DONE : Faults.Fate.WELL);
    var config = TestNode.config().withMaxCommitmentsPerPage(8);
    var real = new MemoryStorage(config.caches());
    var b = TestNode.start(config, faults.in(real));
    nodes.add(b);
    b.connect(a).sdk().startCatchUp().join();
    eventually("the head", () -> real.head().blockNumber().equals(UInt256.of(20)));
    eventually("live", () -> b.sdk().status().equals(new HeadSyncStatus.Live(UInt256.of(20))));
    eventually("every list", () -> real.missingTxLists(10).isEmpty());
    assertThat(real.commitments(UInt256.ZERO, 100))
        .extracting(KnownCommitment::signed)
        .containsExactlyElementsOf(blocks);
  }

  @Test
  void answersNobodyOnceItIsClosed() {
    var a = start(TestNode.config());
    var b = start(TestNode.config()).connect(a);
    a.sdk().publish(chain(1).getFirst(), txList(1)).join();
    assertThat(b.sdk().requestHead(a.id()).join().blockNumber()).isEqualTo(UInt256.of(1));
    a.sdk().close();
    assertThatThrownBy(() -> b.sdk().requestHead(a.id()).join())
        .hasCauseInstanceOf(SdkException.Network.class);
    eventually(
        "it says so",
        () ->
            b.node().host().peers().getFirst().description().orElseThrow().protocols().stream()
                .noneMatch(protocol -> protocol.contains("/preconf/")));
  }

  @Test
  void aPromiseThatWasLateDoesNotKeepTheNextOnesBack() {
    var now = new AtomicReference<>(Instant.ofEpochSecond(Samples.WINDOW_END));
    var config = TestNode.config();
    var lookahead = new NoopLookahead(Samples.KEY.address());
    var a = TestNode.start(config, new MemoryStorage(config.caches()), lookahead, now::get);
    nodes.add(a);
    var b = start(config).connect(a);
    b.sdk().startCatchUp().join();
    eventually("live", () -> b.sdk().status() instanceof HeadSyncStatus.Live);
    var blocks = chain(2);
    refuses(a, () -> a.sdk().publish(blocks.get(0), txList(1)), "too_late");
    now.set(Instant.ofEpochSecond(Samples.WINDOW_END - 1));
    a.sdk().publish(blocks.get(1), txList(2)).join();
    eventually("the next, and what it stands on", () -> b.headNumber() == 2);
    eventually("both lists", () -> b.sdk().storage().missingTxLists(10).isEmpty());
    assertThat(b.sdk().storage().commitments(UInt256.ZERO, 10))
        .extracting(KnownCommitment::signed)
        .containsExactlyElementsOf(blocks);
  }

  @Test
  void publishesNothingThatPeersWouldRefuse() {
    var a = start(TestNode.config());
    var b = start(TestNode.config()).connect(a);
    var block = preconfirmation(1, Samples.GENESIS);
    refuses(a, () -> a.sdk().publish(signed(block, Samples.KEY), txList(2)), "mismatch");
    refuses(a, () -> a.sdk().publish(signed(block, Samples.OTHER_KEY)), "wrong_slot_signer");
    var orphan = preconfirmation(5, Samples.hash(5));
    refuses(a, () -> a.sdk().publish(signed(orphan, Samples.KEY)), "missing_parent");
    a.sdk().publish(signed(block, Samples.KEY), txList(1)).join();
    var rival = preconfirmation(1, Samples.hash(8));
    refuses(a, () -> a.sdk().publish(signed(rival, Samples.KEY)), "equivocation");
    eventually("the good one", () -> b.headNumber() == 1);
    assertThat(b.events(SdkEvent.Refused.class)).isEmpty();
    assertThat(a.sdk().storage().evidence(10)).hasSize(1);
  }

  @Test
  void saysThatNobodyListens() {
    var alone = start(TestNode.config());
    assertThatThrownBy(() -> alone.sdk().publish(chain(1).getFirst()).join())
        .hasCauseInstanceOf(SdkException.MissingPeer.class);
    assertThatThrownBy(
            () -> alone.sdk().execute(new SdkCommand.RequestHead(Optional.empty())).join())
        .hasCauseInstanceOf(SdkException.MissingPeer.class);
    var other = start(TestNode.config()).connect(alone);
    alone.sdk().publish(chain(1).getFirst()).join();
    eventually("the second try", () -> other.headNumber() == 1);
  }

  @Test
  void saysThatTooMuchWaitsForEveryPeer() {
    var a = TestNode.startWithin(2000);
    nodes.add(a);
    var b = start(TestNode.config()).connect(a);
    var large = RawTxList.of(Bytes.wrap(new byte[4000]));
    assertThatThrownBy(() -> a.sdk().publish(large).join())
        .hasCauseInstanceOf(SdkException.Backpressure.class);
    a.sdk().publish(chain(1).getFirst()).join();
    eventually("a small one", () -> b.headNumber() == 1);
  }

  @Test
  void aChildThatComesFirstWaitsForItsParent() {
    var a = start(TestNode.config());
    var b = start(TestNode.config()).connect(a);
    var blocks = chain(3);
    var gossip = a.node().host().gossip();
    var topic = a.sdk().config().protocols().commitmentTopic();
    for (var i : new int[] {2, 1, 0})
      gossip.publish(topic, blocks.get(i).encode()).toCompletableFuture().join();
    eventually("all of them", () -> b.events(SdkEvent.CommitmentAccepted.class).size() == 3);
    assertThat(b.events(SdkEvent.CommitmentAccepted.class))
        .extracting(event -> event.commitment().signed())
        .containsExactlyElementsOf(blocks);
  }

  @Test
  void aForgerIsRefusedAndHonestTrafficGoesOn() {
    var a = start(TestNode.config());
    var forger = start(TestNode.config());
    var b = start(TestNode.config()).connect(a).connect(forger);
    var topic = b.sdk().config().protocols().commitmentTopic();
    var forged = signed(preconfirmation(1, Samples.GENESIS), Samples.OTHER_KEY);
    forger.node().host().gossip().publish(topic, forged.encode()).toCompletableFuture().join();
    eventually("the refusal", () -> !b.events(SdkEvent.Refused.class).isEmpty());
    eventually(
        "the score",
        () ->
            b.node().peers().stream()
                .anyMatch(peer -> peer.id().equals(forger.id()) && peer.score() < -1));
    a.sdk().publish(chain(1).getFirst(), txList(1)).join();
    eventually("the genuine one", () -> b.headNumber() == 1);
    assertThat(b.metrics().value(SdkMetrics.VALIDATION_FAILURES, "reason", "wrong_slot_signer"))
        .isEqualTo(1);
  }

  @Test
  void garbageUnderAKnownNameIsRefused() {
    var a = start(TestNode.config());
    var b = start(TestNode.config()).connect(a);
    b.sdk().publish(txList(1)).join();
    var garbage = new RawTxList(txList(1).hash(), Bytes.utf8("garbage"));
    var topic = a.sdk().config().protocols().txListTopic();
    a.node().host().gossip().publish(topic, garbage.encode()).toCompletableFuture().join();
    eventually("the refusal", () -> !b.events(SdkEvent.Refused.class).isEmpty());
    assertThat(b.events(SdkEvent.Refused.class).getFirst().reason())
        .isEqualTo(Reason.TXLIST_HASH_MISMATCH);
  }

  @Test
  void countsWhatItHadByItsKind() {
    var a = start(TestNode.config());
    var b = start(TestNode.config()).connect(a);
    b.sdk().storage().storeTxList(txList(1));
    a.sdk().publish(txList(1)).join();
    eventually("the hit", () -> b.metrics().value(SdkMetrics.CACHE_HITS, "kind", "txlist") == 1);
    assertThat(b.metrics().value(SdkMetrics.CACHE_HITS, "kind", "commitment")).isZero();
  }

  @Test
  void theConfirmedTipMakesOldNewsStale() {
    var a = start(TestNode.config());
    var blocks = chain(5);
    for (var i = 0; i < 5; i++) keep(a, blocks.get(i), i + 1);
    a.sdk().updateHead(ConfirmedTip.at(3)).join();
    assertThat(a.sdk().storage().commitments(UInt256.ZERO, 10))
        .extracting(KnownCommitment::blockNumber)
        .containsExactly(UInt256.of(3), UInt256.of(4), UInt256.of(5));
    refuses(a, () -> a.sdk().publish(blocks.get(1)), "stale");
    assertThat(a.sdk().storage().txList(txList(1).hash())).isEmpty();
    assertThat(a.sdk().storage().txList(txList(4).hash())).isPresent();
  }

  @Test
  void aSlowSubscriberIsToldWhatItMissed() throws InterruptedException {
    var config = TestNode.config().withChannels(new SdkConfig.Channels(1024, 2));
    var a = start(config);
    var slow = a.sdk().subscribe();
    var blocks = chain(5);
    for (var i = 0; i < 5; i++) keep(a, blocks.get(i), i + 1);
    var first = slow.nextEvent(Duration.ofSeconds(1)).orElseThrow();
    assertThat(first)
        .isInstanceOfSatisfying(
            SdkEvent.EventsMissed.class, missed -> assertThat(missed.count()).isPositive());
    assertThat(slow.nextEvent(Duration.ofSeconds(1))).isPresent();
    slow.close();
  }

  private TestNode start(SdkConfig config) {
    var node = TestNode.start(config);
    nodes.add(node);
    return node;
  }

  /** Keeps a block without a peer to hear it. */
  private static void keep(TestNode node, SignedCommitment block, long number) {
    node.sdk()
        .publish(block, txList(number))
        .exceptionally(_ -> new PublishReceipt(Optional.empty(), Optional.empty(), 0));
    eventually("kept", () -> node.headNumber() == number);
  }

  private static void refuses(
      TestNode node, Supplier<CompletableFuture<PublishReceipt>> publish, String reason) {
    assertThat(node.sdk().status()).isNotNull();
    assertThatThrownBy(() -> publish.get().join())
        .cause()
        .isInstanceOfSatisfying(
            SdkException.Validation.class,
            refused -> assertThat(refused.reason()).contains(reason));
  }
}
