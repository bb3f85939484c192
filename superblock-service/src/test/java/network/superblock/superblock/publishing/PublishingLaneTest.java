package network.superblock.superblock.publishing;

import static network.superblock.superblock.publishing.Scene.LATEST;
import static network.superblock.superblock.publishing.Scene.hash;
import static network.superblock.superblock.publishing.Scene.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import network.superblock.protocol.abi.AbiWord;
import network.superblock.superblock.publishing.Attempt.Delivery;
import network.superblock.superblock.publishing.LaneAction.Publish;
import network.superblock.superblock.publishing.LaneAction.Resend;
import network.superblock.superblock.publishing.LaneAction.WaitForFees;
import org.junit.jupiter.api.Test;

/** What to send, row by row. The account's next nonce is 5, the newest L1 block 20. */
class PublishingLaneTest {

  private static final GasFee FIRST = new GasFee(210, 10);
  private static final GasFee BUMPED = new GasFee(236, 12);

  private final TreeMap<Nonce, Attempt> attempts = new TreeMap<>();

  @Test
  void sendsTheNextSuperblockWithTheNextNonce() {
    sends(new Scene().finalUpTo(3).queued(4), publish(4, 5, 1, FIRST));
  }

  @Test
  void sendsABacklogInOrderAndNotMoreThanAllowed() {
    sends(
        new Scene().finalUpTo(3).queued(4).queued(5).queued(6).queued(7),
        publish(4, 5, 1, FIRST),
        publish(5, 6, 1, FIRST),
        publish(6, 7, 1, FIRST));
  }

  @Test
  void waitsForWhatTheNodeHolds() {
    attempt(5, 4, LATEST - 2, Delivery.POOLED);
    sends(new Scene().finalUpTo(3).sent(4).queued(5), publish(5, 6, 1, FIRST));
  }

  @Test
  void sendsAgainWhatTheNodeHasDropped() {
    var dropped = attempt(5, 4, LATEST - 2, Delivery.DROPPED);
    sends(new Scene().finalUpTo(3).sent(4), new Resend(dropped));
  }

  @Test
  void sendsAgainWhatMayNeverHaveBeenSent() {
    var stored = attempt(5, 4, LATEST, Delivery.PREPARED);
    sends(new Scene().finalUpTo(3).queued(4), new Resend(stored));
  }

  @Test
  void offersMoreAfterSomeBlocks() {
    attempt(5, 4, LATEST - 3, Delivery.POOLED);
    sends(new Scene().finalUpTo(3).sent(4), publish(4, 5, 2, BUMPED));
  }

  @Test
  void offersWhatTheMarketAsksIfThatIsMore() {
    attempt(5, 4, LATEST - 3, Delivery.POOLED);
    sends(new Scene().finalUpTo(3).sent(4).l1Asks(200), publish(4, 5, 2, new GasFee(412, 12)));
  }

  @Test
  void offersMoreAtOnceWhenNoNodeTakesTheOffer() {
    attempt(5, 4, LATEST, Delivery.PREPARED);
    sends(new Scene().finalUpTo(3).queued(4).l1Asks(211), publish(4, 5, 2, new GasFee(434, 12)));
  }

  @Test
  void waitsForCheaperBlocksWithWhatTheNodeHolds() {
    attempt(5, 4, LATEST, Delivery.POOLED);
    sends(new Scene().finalUpTo(3).sent(4).l1Asks(211));
  }

  @Test
  void offersNoMoreThanAllowed() {
    var costly = new GasFee(950, 10);
    attempts.put(new Nonce(5), attempt(5, 4, LATEST - 3, Delivery.POOLED, costly));
    sends(new Scene().finalUpTo(3).sent(4), waitForFees(4, Scene.MARKET));
  }

  @Test
  void keepsAliveWhatMayNotBeRaised() {
    var dropped = attempt(5, 4, LATEST - 3, Delivery.DROPPED, new GasFee(950, 10));
    attempts.put(new Nonce(5), dropped);
    sends(new Scene().finalUpTo(3).sent(4), new Resend(dropped));
  }

  @Test
  void waitsWhileL1IsTooExpensive() {
    sends(new Scene().finalUpTo(3).queued(4).l1Asks(1_000), waitForFees(4, new Market(1_000, 10)));
  }

  @Test
  void capsTheFirstOffer() {
    sends(new Scene().finalUpTo(3).queued(4).l1Asks(600), publish(4, 5, 1, new GasFee(1_000, 10)));
  }

  @Test
  void asksTheContractFirst() {
    attempt(5, 4, LATEST - 9, Delivery.DROPPED);
    sends(new Scene().finalUpTo(3).sent(4).l1Published(4, 19).nonce(6));
  }

  @Test
  void takesANewNonceWhenTheOldOneWasSpentInVain() {
    attempt(5, 4, LATEST - 1, Delivery.DROPPED);
    sends(new Scene().finalUpTo(3).sent(4).nonce(6), publish(4, 6, 1, FIRST));
  }

  @Test
  void sendsAReorgedSuperblockAgainAsItWas() {
    var dropped = attempt(5, 4, LATEST - 2, Delivery.DROPPED);
    sends(new Scene().finalUpTo(3).sent(4).sent(5), new Resend(dropped), publish(5, 6, 1, FIRST));
  }

  @Test
  void replacesWhatWouldRevertAtThisNonce() {
    attempt(5, 99, LATEST, Delivery.POOLED);
    sends(new Scene().finalUpTo(3).queued(4), publish(4, 5, 2, BUMPED));
  }

  @Test
  void sendsNothingWhileARollBackIsNotFinal() {
    sends(new Scene().finalUpTo(3).queued(4).holding(1));
    sends(new Scene().finalUpTo(3).queued(4).l1RolledBack(1, 2, 19));
  }

  @Test
  void goesOnAfterTheLastValidSuperblock() {
    sends(new Scene().finalUpTo(2).rolledBack(1).queued(3), publish(3, 5, 1, FIRST));
  }

  private void sends(Scene scene, LaneAction... actions) {
    var lane = new PublishingLane(new LaneRules(3, 3, new FeeRules(1_000, 20, 12)));
    assertThat(lane.next(scene.standing(), scene.view(), attempts)).isEqualTo(List.of(actions));
  }

  private Attempt attempt(long nonce, long number, long preparedAt, Delivery delivery) {
    var attempt = attempt(nonce, number, preparedAt, delivery, FIRST);
    attempts.put(attempt.nonce(), attempt);
    return attempt;
  }

  private static Attempt attempt(
      long nonce, long number, long preparedAt, Delivery delivery, GasFee fee) {
    return new Attempt(
        new Nonce(nonce), 1, hash(number), AbiWord.of(nonce), fee, preparedAt, delivery);
  }

  private static Publish publish(long number, long nonce, int ordinal, GasFee fee) {
    return new Publish(header(number), hash(number), new Nonce(nonce), ordinal, fee);
  }

  private static WaitForFees waitForFees(long number, Market market) {
    return new WaitForFees(Scene.number(number), market);
  }
}
