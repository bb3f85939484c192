package network.superblock.superblock.publishing;

import static network.superblock.superblock.publishing.Scene.FINAL;
import static network.superblock.superblock.publishing.Scene.LATEST;
import static network.superblock.superblock.publishing.Scene.hash;
import static network.superblock.superblock.publishing.Scene.header;
import static network.superblock.superblock.publishing.Scene.in;
import static network.superblock.superblock.publishing.Scene.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.superblock.protocol.Slot;
import network.superblock.protocol.superblock.SuperblockHeader;
import network.superblock.superblock.publishing.Change.Finalized;
import network.superblock.superblock.publishing.Change.Followed;
import network.superblock.superblock.publishing.Change.Included;
import network.superblock.superblock.publishing.Change.Reorged;
import network.superblock.superblock.publishing.Change.RollBackReorgedOut;
import network.superblock.superblock.publishing.Change.RollBackSeen;
import network.superblock.superblock.publishing.Change.RolledBack;
import org.junit.jupiter.api.Test;

/** What a look at L1 means, row by row. L1's newest block is 20, 18 is final. */
class SettlementReviewTest {

  private static final Followed FOLLOWED = new Followed(FINAL);

  @Test
  void onlyMovesOnWhileL1HasNothingNew() {
    agrees(new Scene().sent(1), FOLLOWED);
  }

  /** L1 went on between two questions: what it said in between is still to be read. */
  @Test
  void followsNoFurtherThanTheBlockThatItLookedAt() {
    agrees(new Scene().sent(1).finalizedAt(LATEST + 2), new Followed(LATEST));
  }

  @Test
  void findsASuperblockInABlock() {
    agrees(new Scene().sent(1).l1Published(1, 19), included(1, 19), FOLLOWED);
  }

  @Test
  void findsASuperblockWhoseSendingWasNeverRecorded() {
    agrees(new Scene().queued(1).l1Published(1, 19), included(1, 19), FOLLOWED);
  }

  @Test
  void saysNothingTwice() {
    agrees(new Scene().included(1, 19).l1Published(1, 19), FOLLOWED);
  }

  @Test
  void finalizesWhatStandsInAFinalBlock() {
    agrees(
        new Scene().included(1, 18).included(2, 19).l1Published(1, 18).l1Published(2, 19),
        finalized(1, 18),
        FOLLOWED);
  }

  @Test
  void finalizesAtOnceWhatItMeetsLate() {
    agrees(new Scene().queued(1).l1Published(1, 12), included(1, 12), finalized(1, 12), FOLLOWED);
  }

  @Test
  void putsBackWhatAReorgTookAway() {
    agrees(new Scene().included(1, 19), new Reorged(number(1), hash(1)), FOLLOWED);
  }

  @Test
  void putsBackEverythingThatAReorgTookAway() {
    agrees(
        new Scene().included(1, 18).included(2, 19).included(3, 19).l1Published(1, 18),
        finalized(1, 18),
        new Reorged(number(2), hash(2)),
        new Reorged(number(3), hash(3)),
        FOLLOWED);
  }

  @Test
  void tellsThatAReorgMovedASuperblock() {
    agrees(
        new Scene().included(1, 19).l1Published(1, 20),
        new Reorged(number(1), hash(1)),
        included(1, 20),
        FOLLOWED);
  }

  @Test
  void holdsForARollBackThatIsNotFinal() {
    agrees(
        new Scene()
            .included(1, 17)
            .included(2, 18)
            .l1Published(1, 17)
            .l1Published(2, 18)
            .l1RolledBack(1, 0, 19),
        new RollBackSeen(1),
        finalized(1, 17),
        finalized(2, 18),
        FOLLOWED);
  }

  @Test
  void holdsOnce() {
    agrees(new Scene().finalUpTo(3).holding(1).l1RolledBack(1, 2, 19), FOLLOWED);
  }

  @Test
  void holdsForASecondRollBack() {
    agrees(
        new Scene().finalUpTo(3).holding(1).l1RolledBack(1, 2, 19).l1RolledBack(2, 1, 20),
        new RollBackSeen(2),
        FOLLOWED);
  }

  @Test
  void goesOnWhenTheRollBackIsReorgedOut() {
    agrees(new Scene().finalUpTo(3).holding(1), new RollBackReorgedOut(1), FOLLOWED);
  }

  @Test
  void staysHeldWhenOnlyTheSecondRollBackIsReorgedOut() {
    agrees(
        new Scene().finalUpTo(3).holding(2).l1RolledBack(1, 2, 19),
        new RollBackSeen(1),
        new RollBackReorgedOut(2),
        FOLLOWED);
  }

  @Test
  void rollsBackWhenItIsFinalAndLooksAtNothingElse() {
    agrees(
        new Scene()
            .finalUpTo(2)
            .included(3, 17)
            .holding(1)
            .l1Published(3, 17)
            .l1RolledBack(1, 1, 18),
        rolledBack(1, 1, 18));
  }

  @Test
  void rollsBackTwiceInOneLook() {
    agrees(
        new Scene()
            .finalUpTo(5)
            .l1RolledBack(1, 3, 15)
            .l1RolledBack(2, 1, 17)
            .l1RolledBack(3, 0, 19),
        rolledBack(1, 3, 15),
        rolledBack(2, 1, 17));
  }

  @Test
  void isNotHeldByARollBackThatWasApplied() {
    agrees(
        new Scene().finalUpTo(1).rolledBack(1).queued(2).l1Published(2, 12).l1RolledBack(1, 1, 15),
        FOLLOWED);
  }

  @Test
  void publishesANumberAgainAfterARollBack() {
    agrees(
        new Scene()
            .finalUpTo(1)
            .rolledBack(1)
            .sent(2)
            .l1Published(header(2), hash(99), 12)
            .l1RolledBack(1, 1, 15)
            .l1Published(2, 19),
        included(2, 19),
        FOLLOWED);
  }

  @Test
  void waitsForTheSlotTopicWhenL1KnowsMore() {
    var scene = new Scene().queued(1).l1Published(1, 12).l1Published(2, 13);

    assertThat(scene.review())
        .isEqualTo(new Review.Ahead(List.of(included(1, 12), finalized(1, 12)), number(2)));
  }

  @Test
  void disagreesWithAnotherSuperblockOfTheSameNumber() {
    disagrees(new Scene().sent(1).l1Published(header(1), hash(99), 19), 1);
  }

  @Test
  void disagreesWithAnotherHeaderUnderTheSameHash() {
    var forged = new SuperblockHeader(number(1), new Slot(7), hash(0), hash(7), hash(8));
    disagrees(new Scene().sent(1).l1Published(forged, hash(1), 19), 1);
  }

  @Test
  void disagreesWithAnotherHead() {
    disagrees(new Scene().finalUpTo(4).queued(5).l1Head(4, hash(99)), 4);
  }

  @Test
  void disagreesWhenFinalSuperblocksAreGone() {
    disagrees(new Scene().finalUpTo(4).queued(5).l1Head(3, hash(3)), 4);
  }

  @Test
  void disagreesWhenAFinalRollBackIsGone() {
    disagrees(new Scene().finalUpTo(4).rolledBack(2).l1Counts(1), 4);
  }

  private static void agrees(Scene scene, Change... changes) {
    assertThat(scene.review()).isEqualTo(new Review.Agreed(List.of(changes)));
  }

  private static void disagrees(Scene scene, long number) {
    assertThat(scene.review())
        .isInstanceOfSatisfying(
            Review.Disagreed.class, d -> assertThat(d.at()).isEqualTo(number(number)));
  }

  private static Included included(long number, long block) {
    return new Included(number(number), hash(number), in(block, number));
  }

  private static Finalized finalized(long number, long block) {
    return new Finalized(number(number), hash(number), in(block, number));
  }

  private static RolledBack rolledBack(long ordinal, long lastValid, long block) {
    return new RolledBack(ordinal, number(lastValid), hash(lastValid), in(block, 0).block());
  }
}
