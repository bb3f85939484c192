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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    for (var block : blocks) {
      var head = PreconfHead.of(block.preconfirmation());
      assertThat(storage.storeCommitment(block)).isEqualTo(new Keeping.Kept(head, false));
      assertThat(storage.head()).isEqualTo(head);
    }
    assertThat(storage.storeCommitment(blocks.getFirst())).isEqualTo(new Keeping.KeptBefore(false));
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
  void whatALaterSlotBuildsAnewEndsWhatStoodAboveIt() {
    var storage = open();
    var old = known(chain(3));
    old.forEach(storage::storeCommitment);
    var second = Samples.WINDOW_END + 12;
    var anew = rebuilt(2, old.get(0), second);
    assertThat(storage.storeCommitment(anew))
        .isEqualTo(new Keeping.Kept(PreconfHead.of(anew.preconfirmation()), false));
    assertThat(storage.head()).isEqualTo(PreconfHead.of(anew.preconfirmation()));
    assertThat(storage.commitments(UInt256.ZERO, 10)).containsExactly(old.get(0), anew);
    assertThat(storage.commitments(UInt256.of(3), 10)).as("of no chain any more").isEmpty();

    // Somebody did not see it, and a still later slot goes on where the first one was.
    var third = rebuilt(3, old.get(1), second + 12);
    storage.storeCommitment(third);
    assertThat(storage.commitments(UInt256.ZERO, 10))
        .containsExactly(old.get(0), old.get(1), third);
    assertThat(storage.commitments(UInt256.of(2), 1)).containsExactly(old.get(1));
    assertThat(storage.commitments(UInt256.of(3), 10)).containsExactly(third);
  }

  private static KnownCommitment rebuilt(long number, KnownCommitment on, long windowEnd) {
    var anew = withWindowEnd(preconfirmation(number, on.hash()), windowEnd);
    return known(signed(anew, Samples.KEY));
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
    assertThat(storage.storeTxList(txList(1))).isEqualTo(ListKeeping.KEPT);
    assertThat(storage.storeTxList(txList(1))).isEqualTo(ListKeeping.KEPT_BEFORE);
    assertThat(storage.missingTxLists(10)).isEmpty();
    assertThat(storage.allFrom(UInt256.of(1))).containsExactly(first, other);
    var both = Set.of(first.hash(), other.hash());
    storage.rewind(new Rewind(both, Map.of(), NOW, PreconfHead.NONE));
    assertThat(storage.allFrom(UInt256.of(1))).isEmpty();
    assertThat(storage.head()).isEqualTo(PreconfHead.NONE);
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
    assertThat(storage.storeTxList(unnamed)).isEqualTo(ListKeeping.KEPT);
    storage.storeCommitment(naming(1, named));
    assertThat(storage.storeTxList(named)).isEqualTo(ListKeeping.KEPT);
    var third = RawTxList.of(Bytes.wrap(filled(half, 3)));
    storage.storeCommitment(naming(2, third));
    assertThat(storage.storeTxList(third)).isEqualTo(ListKeeping.KEPT);
    assertThat(storage.txList(unnamed.hash())).isEmpty();
    var fourth = RawTxList.of(Bytes.wrap(filled(half, 4)));
    storage.storeCommitment(naming(3, fourth));
    assertThat(storage.storeTxList(fourth)).isEqualTo(ListKeeping.NO_ROOM);
    assertThat(storage.size().txListBytes()).isEqualTo(RawTxList.MAX_TXLIST);
    assertThat(storage.missingTxLists(10)).containsExactly(fourth.hash());
    storage.prune(UInt256.of(2), NOW);
    assertThat(storage.storeTxList(fourth)).isEqualTo(ListKeeping.KEPT);
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
    storage.pruneSeen(NOW.plusSeconds(121));
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
    storage.setConfirmedTip(ConfirmedTip.at(7));
    assertThat(storage.pendingReady(9)).containsExactly(waiting(blocks.get(7), "c"));
    storage.removePending(blocks.get(7));
    assertThat(storage.pendingReady(9)).isEmpty();
    storage.prunePending(Optional.of(UInt256.of(5)), NOW);
    assertThat(storage.size().pending()).isEqualTo(2);
    storage.prunePending(Optional.empty(), NOW.plusSeconds(1));
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
    assertThat(storage.pendingSchedule(0, 2))
        .extracting(PendingCommitment::commitment)
        .containsExactly(blocks.get(0), blocks.get(1));
    assertThat(storage.pendingSchedule(2, 2))
        .extracting(PendingCommitment::commitment)
        .containsExactly(blocks.get(2));
  }

  @Test
  void bindsASignerToOnePromiseAndKeepsTheProof() {
    var storage = open();
    var one = known(chain(1).getFirst());
    var two = known(signed(preconfirmation(1, hash(8)), Samples.KEY));
    storage.storeCommitment(one);
    assertThat(storage.storeCommitment(two, Optional.of(txList(1))))
        .isEqualTo(new Keeping.Contradicts(one.signed()));
    assertThat(storage.commitment(two.hash())).isEmpty();
    assertThat(storage.txList(txList(1).hash())).isEmpty();
    storage.prune(UInt256.of(9), Instant.ofEpochSecond(Samples.WINDOW_END - 1));
    assertThat(storage.storeCommitment(two)).isInstanceOf(Keeping.Contradicts.class);
    storage.prune(UInt256.of(9), Instant.ofEpochSecond(Samples.WINDOW_END));
    assertThat(storage.storeCommitment(two)).isInstanceOf(Keeping.Kept.class);
    var proof = new Equivocation(one.promise(), one.signed(), two.signed());
    storage.addEvidence(proof);
    storage.addEvidence(proof);
    assertThat(storage.evidence(10)).containsExactly(proof);
  }

  @Test
  void keepsACommitmentWithItsListOrNeither() {
    var storage = open();
    var full = RawTxList.of(Bytes.wrap(filled(RawTxList.MAX_TXLIST - 100, 1)));
    var first = naming(1, full);
    assertThat(storage.storeCommitment(first, Optional.of(full)))
        .isEqualTo(new Keeping.Kept(PreconfHead.of(first.preconfirmation()), true));
    assertThat(storage.storeCommitment(first, Optional.of(full)))
        .isEqualTo(new Keeping.KeptBefore(false));
    assertThat(storage.txList(full.hash())).contains(full.txList());
    assertThat(storage.size()).isEqualTo(new StorageSize(1, 1, full.txList().size(), 0));
    var large = RawTxList.of(Bytes.wrap(filled(200, 2)));
    assertThat(storage.storeCommitment(naming(2, large), Optional.of(large)))
        .isEqualTo(new Keeping.NoRoom());
    assertThat(storage.allFrom(UInt256.ZERO)).containsExactly(first);
    assertThat(storage.missingTxLists(10)).isEmpty();
    assertThat(storage.storeCommitment(naming(3, txList(1)), Optional.of(txList(1))))
        .isInstanceOf(Keeping.Kept.class);
    assertThat(storage.missingTxLists(10)).isEmpty();
  }

  @Test
  void whatWaitsIsNamedByItsSignerToo() {
    var storage = open();
    var genuine = known(chain(1).getFirst());
    var forged = KnownCommitment.of(Samples.OTHER_KEY.address(), genuine.signed());
    storage.addPending(waiting(forged, "a"));
    storage.addPending(waiting(genuine, "b"));
    assertThat(storage.pendingChildren(Samples.GENESIS)).hasSize(2);
    storage.removePending(forged);
    assertThat(storage.pendingChildren(Samples.GENESIS)).containsExactly(waiting(genuine, "b"));
    storage.storeCommitment(genuine);
    assertThat(storage.size().pending()).as("what is kept waits no more").isZero();
  }

  @Test
  void whatWaitsKeepsItsPlaceWhenItWaitsForSomethingElse() {
    var storage = open();
    var blocks = known(chain(5));
    storage.addPending(waiting(blocks.get(0), "a"));
    storage.addPending(waiting(blocks.get(1), "a"));
    var later = NOW.plusSeconds(1);
    storage.addPending(
        new PendingCommitment(blocks.get(0), PendingCommitment.Missing.SCHEDULE, "b", later));
    assertThat(storage.pendingSchedule(0, 9))
        .containsExactly(
            new PendingCommitment(blocks.get(0), PendingCommitment.Missing.SCHEDULE, "a", NOW));
    for (var i = 2; i < 4; i++) storage.addPending(waiting(blocks.get(i), "a"));
    assertThat(storage.pendingSchedule(0, 9)).as("the oldest of its peer").isEmpty();
  }

  @Test
  void rewindsInOneStep() {
    var storage = open();
    var blocks = known(chain(4));
    blocks.forEach(storage::storeCommitment);
    storage.storeTxList(txList(4));
    var head = PreconfHead.of(blocks.get(1).preconfirmation());
    var waits = Map.of(blocks.get(2).hash(), PendingCommitment.Missing.SCHEDULE);
    storage.rewind(new Rewind(Set.of(blocks.get(3).hash()), waits, NOW, head));
    assertThat(storage.allFrom(UInt256.ZERO)).containsExactlyElementsOf(blocks.subList(0, 2));
    assertThat(storage.head()).isEqualTo(head);
    assertThat(storage.pendingSchedule(0, 9))
        .containsExactly(
            new PendingCommitment(blocks.get(2), PendingCommitment.Missing.SCHEDULE, "", NOW));
    assertThat(storage.missingTxLists(9)).doesNotContain(txList(3).hash(), txList(4).hash());
    assertThat(storage.txList(txList(4).hash())).isPresent();
    assertThat(storage.pendingChildren(blocks.get(1).hash())).hasSize(1);
    assertThat(storage.size().commitments()).isEqualTo(2);
  }

  @Test
  void theHeadIsNeverBelowTheTip() {
    var storage = open();
    storage.setConfirmedTip(ConfirmedTip.at(7));
    assertThat(storage.head()).isEqualTo(new PreconfHead(UInt256.of(7), UInt256.ZERO));
    storage.storeCommitment(known(chain(1).getFirst()));
    assertThat(storage.head().blockNumber()).isEqualTo(UInt256.of(7));
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
