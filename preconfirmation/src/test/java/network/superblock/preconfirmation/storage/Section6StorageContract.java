package network.superblock.preconfirmation.storage;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.hash;
import static network.superblock.preconfirmation.Samples.preconfirmation;
import static network.superblock.preconfirmation.Samples.signed;
import static network.superblock.preconfirmation.Samples.txList;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageId;
import network.superblock.preconfirmation.Samples;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.ssz.PreconfHead;
import network.superblock.preconfirmation.ssz.Preconfirmation;
import network.superblock.preconfirmation.ssz.RawTxList;
import network.superblock.preconfirmation.ssz.SignedCommitment;
import network.superblock.preconfirmation.ssz.UInt256;
import org.junit.jupiter.api.Test;

/** Preconfirmation section 6: what every storage must do. */
public abstract class Section6StorageContract {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Small, so that every cap is met. */
  protected static final SdkConfig.Caches CACHES =
      new SdkConfig.Caches(
          20, RawTxList.MAX_TXLIST, 6, 3, Duration.ofMinutes(1), Duration.ofMinutes(2));

  /** An empty storage. */
  protected abstract PreconfirmationStorage open();

  @Test
  void keepsCommitmentsByHashAndNumber() {
    var storage = open();
    var blocks = known(chain(5));
    for (var block : blocks) assertThat(storage.storeCommitment(block)).isTrue();
    assertThat(storage.storeCommitment(blocks.getFirst())).isFalse();
    assertThat(storage.commitment(blocks.get(2).hash())).contains(blocks.get(2));
    assertThat(storage.commitment(hash(1))).isEmpty();
    assertThat(storage.commitments(UInt256.of(2), 2)).containsExactly(blocks.get(1), blocks.get(2));
    assertThat(storage.latestBelow(UInt256.of(4))).contains(blocks.get(2));
    assertThat(storage.latestBelow(UInt256.of(1))).isEmpty();
  }

  @Test
  void ofTwoPromisesOfABlockTheLaterSlotsIsServed() {
    var storage = open();
    var early = preconfirmation(1, Samples.GENESIS);
    var late = withWindowEnd(early, Samples.WINDOW_END + 12);
    for (var one : List.of(late, early)) storage.storeCommitment(known(signed(one, Samples.KEY)));
    assertThat(storage.commitments(UInt256.ZERO, 10))
        .extracting(KnownCommitment::hash)
        .containsExactly(late.hash());
  }

  @Test
  void countsTheCommitmentsThatNameAList() {
    var storage = open();
    var first = known(chain(1).getFirst());
    var other =
        known(signed(withWindowEnd(first.preconfirmation(), Samples.WINDOW_END + 12), Samples.KEY));
    storage.storeCommitment(first);
    storage.storeCommitment(other);
    assertThat(storage.missingTxLists(10)).containsExactly(txList(1).hash());
    assertThat(storage.storeTxList(txList(1))).isTrue();
    assertThat(storage.missingTxLists(10)).isEmpty();
    assertThat(storage.removeFrom(UInt256.of(1))).containsExactlyInAnyOrder(first, other);
    assertThat(storage.txList(txList(1).hash())).contains(txList(1).txList());
    storage.storeCommitment(first);
    storage.prune(UInt256.of(2), NOW);
    assertThat(storage.txList(txList(1).hash())).isEmpty();
    assertThat(storage.size()).isEqualTo(new StorageSize(0, 0, 0, 0));
  }

  @Test
  void staysWithinItsBytesAndGivesUpUnnamedListsFirst() {
    var storage = open();
    var half = RawTxList.MAX_TXLIST / 2;
    var unnamed = RawTxList.of(Bytes.wrap(filled(half, 1)));
    var named = RawTxList.of(Bytes.wrap(filled(half, 2)));
    assertThat(storage.storeTxList(unnamed)).isTrue();
    storage.storeCommitment(naming(1, named));
    assertThat(storage.storeTxList(named)).isTrue();
    var third = RawTxList.of(Bytes.wrap(filled(half, 3)));
    storage.storeCommitment(naming(2, third));
    assertThat(storage.storeTxList(third)).isTrue();
    assertThat(storage.txList(unnamed.hash())).isEmpty();
    var fourth = RawTxList.of(Bytes.wrap(filled(half, 4)));
    storage.storeCommitment(naming(3, fourth));
    assertThat(storage.storeTxList(fourth)).isFalse();
    assertThat(storage.size().txListBytes()).isEqualTo(RawTxList.MAX_TXLIST);
    assertThat(storage.missingTxLists(10)).containsExactly(fourth.hash());
    storage.prune(UInt256.of(2), NOW);
    assertThat(storage.storeTxList(fourth)).isTrue();
  }

  @Test
  void forgetsTheLowestBlocksAboveItsCap() {
    var storage = open();
    known(chain(25)).forEach(storage::storeCommitment);
    assertThat(storage.size().commitments()).isEqualTo(20);
    assertThat(storage.commitments(UInt256.ZERO, 1).getFirst().blockNumber())
        .isEqualTo(UInt256.of(6));
  }

  @Test
  void remembersHeadTipAndMessages() {
    var storage = open();
    assertThat(storage.head()).isEqualTo(PreconfHead.NONE);
    assertThat(storage.confirmedTip()).isEmpty();
    var head = new PreconfHead(UInt256.of(Long.MAX_VALUE).next(), UInt256.of(5));
    storage.setHead(head);
    assertThat(storage.head()).isEqualTo(head);
    for (var tip :
        List.of(ConfirmedTip.at(3), new ConfirmedTip(UInt256.of(4), Optional.of(hash(4))))) {
      storage.setConfirmedTip(tip);
      assertThat(storage.confirmedTip()).contains(tip);
    }
    var id = MessageId.of("a", Bytes.utf8("x"));
    assertThat(storage.hasSeen(id, NOW)).isFalse();
    storage.markSeen(id, NOW.plusSeconds(120));
    assertThat(storage.hasSeen(id, NOW.plusSeconds(119))).isTrue();
    assertThat(storage.hasSeen(MessageId.of("b", Bytes.utf8("x")), NOW)).isFalse();
    assertThat(storage.hasSeen(id, NOW.plusSeconds(120))).isFalse();
    storage.prune(UInt256.ZERO, NOW.plusSeconds(121));
    assertThat(storage.hasSeen(id, NOW)).isFalse();
  }

  @Test
  void boundsWhatWaitsOldestOut() {
    var storage = open();
    var blocks = known(chain(9));
    for (var i = 0; i < 4; i++) storage.addPending(waiting(blocks.get(i), "a"));
    assertThat(storage.size().pending()).as("a peer's share").isEqualTo(3);
    assertThat(storage.pendingChildren(Samples.GENESIS)).isEmpty();
    assertThat(storage.pendingChildren(blocks.getFirst().hash()))
        .containsExactly(waiting(blocks.get(1), "a"));
    for (var i = 4; i < 7; i++) storage.addPending(waiting(blocks.get(i), "b"));
    storage.addPending(waiting(blocks.get(7), "c"));
    assertThat(storage.size().pending()).as("all peers' share").isEqualTo(6);
    assertThat(storage.pendingAt(UInt256.of(8))).containsExactly(waiting(blocks.get(7), "c"));
    storage.removePending(blocks.get(7).hash());
    assertThat(storage.pendingAt(UInt256.of(8))).isEmpty();
    storage.prunePending(UInt256.of(5), NOW);
    assertThat(storage.size().pending()).isEqualTo(2);
    storage.prunePending(UInt256.ZERO, NOW.plusSeconds(1));
    assertThat(storage.size().pending()).isZero();
  }

  @Test
  void tellsWhatWaitsForTheScheduleInOrder() {
    var storage = open();
    var blocks = known(chain(3));
    for (var i : new int[] {2, 0, 1}) {
      storage.addPending(
          new PendingCommitment(blocks.get(i), PendingCommitment.Missing.SCHEDULE, "p" + i, NOW));
    }
    assertThat(storage.pendingSchedule(2))
        .extracting(PendingCommitment::commitment)
        .containsExactly(blocks.get(0), blocks.get(1));
  }

  @Test
  void bindsASignerToOnePromiseAndKeepsTheProof() {
    var storage = open();
    var one = known(chain(1).getFirst());
    var two = known(signed(preconfirmation(1, hash(8)), Samples.KEY));
    assertThat(storage.bind(one.promise(), one.hash())).isEmpty();
    assertThat(storage.bind(one.promise(), one.hash())).isEmpty();
    assertThat(storage.bind(two.promise(), two.hash())).contains(one.hash());
    var proof = new Equivocation(one.promise(), one.signed(), two.signed());
    storage.addEvidence(proof);
    storage.addEvidence(proof);
    assertThat(storage.evidence(10)).containsExactly(proof);
  }

  protected static KnownCommitment known(SignedCommitment signed) {
    return KnownCommitment.of(Samples.KEY.address(), signed);
  }

  private static List<KnownCommitment> known(List<SignedCommitment> chain) {
    return chain.stream().map(Section6StorageContract::known).toList();
  }

  private static PendingCommitment waiting(KnownCommitment commitment, String peer) {
    return new PendingCommitment(commitment, PendingCommitment.Missing.PARENT, peer, NOW);
  }

  private static KnownCommitment naming(long number, RawTxList list) {
    var p = preconfirmation(number, hash(3));
    return known(
        signed(
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
            Samples.KEY));
  }

  private static Preconfirmation withWindowEnd(Preconfirmation p, long end) {
    return new Preconfirmation(
        p.eop(),
        p.blockNumber(),
        p.timestamp(),
        p.gasLimit(),
        p.coinbase(),
        p.anchorBlockNumber(),
        p.rawTxListHash(),
        p.parentPreconfirmationHash(),
        UInt256.of(end),
        p.proverAuth(),
        p.proposalId());
  }

  private static byte[] filled(int size, int with) {
    var bytes = new byte[size];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }
}
