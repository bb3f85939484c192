package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.KEY;
import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.hash;
import static network.superblock.preconfirmation.Samples.malleated;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.txList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.lookahead.Lookahead;
import network.superblock.preconfirmation.lookahead.NoopLookahead;
import network.superblock.preconfirmation.lookahead.Turn;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import network.superblock.preconfirmation.storage.Faults;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Preconfirmation section 8: what is refused leaves nothing behind. */
@Timeout(120)
class Section8PublishingTest {

  private static final SdkConfig CONFIG = TestNode.config();
  private final PreconfirmationStorage storage = new MemoryStorage(CONFIG.caches());
  private final SignedCommitment block = chain(1).getFirst();
  private Optional<TestNode> node = Optional.empty();
  private Lookahead lookahead = new NoopLookahead(KEY.address());

  @AfterEach
  void stop() {
    node.ifPresent(TestNode::close);
  }

  @Test
  void aSlotsEndThatOthersMayNotAccept() {
    lookahead = (_, end) -> new Turn.Known(KEY.address(), end.plus(1));
    var sdk = start(storage);
    assertThat(failure(sdk.publish(block, txList(1)))).hasMessageContaining("slot_grace");
    leftNothing(sdk);
  }

  @Test
  void aSignatureInItsOtherForm() {
    var sdk = start(storage);
    assertThat(failure(sdk.publish(malleated(block), txList(1)))).hasMessageContaining("malleated");
    leftNothing(sdk);
  }

  @Test
  void aCommitmentWithoutItsParent() {
    var blocks = chain(2);
    var sdk = start(storage);
    assertThat(failure(sdk.publish(blocks.get(1), txList(2))))
        .hasMessageContaining("missing_parent");
    assertThat(storage.size().pending()).isZero();
    failure(sdk.publish(blocks.get(0), txList(1)));
    assertThat(storage.commitments(UInt256.ZERO, 10))
        .extracting(known -> known.signed())
        .containsExactly(blocks.get(0));
  }

  @Test
  void aListForWhichThereIsNoRoom() {
    var caches = CONFIG.caches();
    var small =
        new MemoryStorage(
            new SdkConfig.Caches(
                100, RawTxList.MAX_TXLIST, 10, 10, caches.pendingTtl(), caches.seenTtl()));
    var sdk = start(small);
    var large = RawTxList.of(Bytes.wrap(new byte[RawTxList.MAX_TXLIST - 10]));
    failure(sdk.publish(naming(large), large));
    var second = preconfirmation(2, naming(large).preconfirmation().hash());
    assertThat(failure(sdk.publish(signed(second, KEY), txList(2))))
        .isInstanceOf(SdkException.Backpressure.class);
    assertThat(small.commitment(second.hash())).isEmpty();
    assertThat(sdk.head().blockNumber()).isEqualTo(UInt256.of(1));
  }

  @Test
  void whatTheStorageDidNotTake() {
    for (var operation : new String[] {"storeCommitment", "storeTxList"}) {
      var real = new MemoryStorage(CONFIG.caches());
      var sdk = start(Faults.onceIn(operation, 1).in(real));
      var told = failure(sdk.publish(block, txList(1)));
      if (told instanceof SdkException.Storage) {
        assertThat(real.commitment(block.preconfirmation().hash())).isEmpty();
        var rival = signed(preconfirmation(1, hash(8)), KEY);
        assertThat(failure(sdk.publish(rival, txList(1))))
            .isInstanceOf(SdkException.MissingPeer.class);
      }
      stop();
    }
  }

  @Test
  void whatIsOverBeforeAnybodyHeardOfIt() {
    var now = new AtomicReference<>(Instant.ofEpochSecond(Samples.WINDOW_END - 1));
    var started =
        TestNode.start(
            CONFIG,
            storage,
            lookahead,
            () -> now.getAndUpdate(time -> storage.head().blockNumber().isZero() ? time : END));
    node = Optional.of(started);
    assertThat(failure(started.sdk().publish(block, txList(1))))
        .isInstanceOf(SdkException.Timeout.class);
  }

  private static final Instant END = Instant.ofEpochSecond(Samples.WINDOW_END);

  private PreconfirmationSdk start(PreconfirmationStorage on) {
    Lookahead asked = (time, end) -> lookahead.turnOf(time, end);
    var started = TestNode.start(CONFIG, on, asked, TestNode.CLOCK);
    node = Optional.of(started);
    return started.sdk();
  }

  /** A different block of the same slot may still be promised: the refused one binds nobody. */
  private void leftNothing(PreconfirmationSdk sdk) {
    assertThat(storage.commitments(UInt256.ZERO, 10)).isEmpty();
    assertThat(storage.txList(txList(1).hash())).isEmpty();
    assertThat(storage.size().pending()).isZero();
    assertThat(sdk.head()).isEqualTo(PreconfHead.NONE);
    lookahead = new NoopLookahead(KEY.address());
    var rival = signed(preconfirmation(1, hash(8)), KEY);
    assertThat(failure(sdk.publish(rival, txList(1)))).isInstanceOf(SdkException.MissingPeer.class);
  }

  private static Throwable failure(CompletableFuture<PublishReceipt> published) {
    return assertThatThrownBy(published::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .actual();
  }

  private static SignedCommitment naming(RawTxList list) {
    var p = preconfirmation(1, Samples.GENESIS);
    return signed(
        new Preconfirmation(
            p.eop(),
            p.blockNumber(),
            p.timestamp(),
            p.gasLimit(),
            p.coinbase(),
            p.anchorBlockNumber(),
            list.hash(),
            p.parentPreconfirmationHash(),
            p.submissionWindowEnd(),
            p.proverAuth(),
            p.proposalId()),
        KEY);
  }
}
