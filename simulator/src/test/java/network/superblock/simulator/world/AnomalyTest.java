package network.superblock.simulator.world;

import static network.superblock.simulator.world.Scene.A;
import static network.superblock.simulator.world.Scene.SLOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.queue.XtStatus.Aborted;
import network.superblock.protocol.queue.XtStatus.Finalized;
import network.superblock.simulator.log.Mishap;
import network.superblock.simulator.log.Mishaps;
import org.junit.jupiter.api.Test;

/** What is lost, late, doubled or replayed, one message at a time. See SBCP section 6. */
class AnomalyTest {

  private static final Mishap LOST = new Mishap.Lost();

  /** Before the xT starts. */
  private static final Mishap SOON = new Mishap.Late(300);

  private static final Mishap LATE = new Mishap.Late(900);

  /** Behind the SCP timer. */
  private static final Mishap TOO_LATE = new Mishap.Late(4_000);

  /** Without a draft A votes against the xT, which is final. */
  @Test
  void startSlotIsLost() {
    Scene.play(s -> s.befall(1, A, StartSlot.class::isInstance, LOST), built(2), Aborted.class);
  }

  @Test
  void startSlotIsLate() {
    Scene.play(
        s -> s.befall(1, A, StartSlot.class::isInstance, SOON),
        AnomalyTest::ranOnce,
        Finalized.class);
    Scene.play(s -> s.befall(1, A, StartSlot.class::isInstance, LATE), Aborted.class);
  }

  /** B misses A's message and votes against the xT, which is final. */
  @Test
  void startScIsLost() {
    Scene.play(
        s -> s.befall(1, A, StartSc.class::isInstance, LOST), AnomalyTest::ranOnce, Aborted.class);
  }

  @Test
  void startScIsLate() {
    Scene.play(
        s -> s.befall(1, A, StartSc.class::isInstance, LATE),
        AnomalyTest::ranOnce,
        Finalized.class);
    Scene.play(
        s -> s.befall(1, A, StartSc.class::isInstance, TOO_LATE),
        AnomalyTest::ranOnce,
        Aborted.class);
  }

  /** Who misses a message votes against the xT, which is final. */
  @Test
  void circMessageIsLost() {
    Scene.play(s -> s.befall(1, CircMessage.class::isInstance, LOST), built(3), Aborted.class);
  }

  @Test
  void circMessageIsLate() {
    Scene.play(
        s -> s.befall(1, CircMessage.class::isInstance, LATE),
        AnomalyTest::ranOnce,
        Finalized.class);
    Scene.play(s -> s.befall(1, CircMessage.class::isInstance, TOO_LATE), built(3), Aborted.class);
  }

  @Test
  void voteIsLost() {
    Scene.play(s -> s.befall(1, Vote.class::isInstance, LOST), ranAgain(3), Finalized.class);
  }

  @Test
  void voteIsLate() {
    Scene.play(
        s -> s.befall(1, Vote.class::isInstance, LATE), AnomalyTest::ranOnce, Finalized.class);
    Scene.play(s -> s.befall(1, Vote.class::isInstance, TOO_LATE), ranAgain(3), Finalized.class);
  }

  @Test
  void decidedIsLost() {
    Scene.play(
        s -> s.befall(1, A, Decided.class::isInstance, LOST),
        AnomalyTest::ranOnce,
        Finalized.class);
  }

  @Test
  void decidedIsLate() {
    Scene.play(
        s -> s.befall(1, A, Decided.class::isInstance, LATE),
        AnomalyTest::ranOnce,
        Finalized.class);
  }

  /** Without A's block B's goes too, for they share the xT; C's stays. */
  @Test
  void requestSealIsLost() {
    Scene.play(
        s -> s.befall(1, A, RequestSeal.class::isInstance, LOST), ranAgain(1), Finalized.class);
  }

  @Test
  void requestSealIsLate() {
    Scene.play(
        s -> s.befall(1, A, RequestSeal.class::isInstance, LATE),
        AnomalyTest::ranOnce,
        Finalized.class);
  }

  @Test
  void l2BlockIsLost() {
    Scene.play(
        s -> s.befall(1, AnomalyTest::isBlockOfA, LOST), AnomalyTest::ranOnce, Finalized.class);
    Scene.play(s -> s.befall(100, AnomalyTest::isBlockOfA, LOST), ranAgain(1), Finalized.class);
  }

  @Test
  void l2BlockIsLate() {
    Scene.play(
        s -> s.befall(1, AnomalyTest::isBlockOfA, LATE), AnomalyTest::ranOnce, Finalized.class);
    Scene.play(
        s -> s.befall(100, AnomalyTest::isBlockOfA, new Mishap.Late(5_000)),
        ranAgain(1),
        Finalized.class);
  }

  @Test
  void everyMessageIsDeliveredTwice() {
    Scene.play(s -> repeatAll(s, 40), AnomalyTest::ranOnce, Finalized.class);
  }

  @Test
  void everyMessageIsReplayedInALaterSlot() {
    Scene.play(s -> repeatAll(s, 12_000), AnomalyTest::ranOnce, Finalized.class);
  }

  @Test
  void aPauseOverTheSlotBoundary() {
    Scene.play(s -> s.inSlot(11_950, () -> s.pause(A)), Finalized.class);
    Scene.play(s -> s.inSlot(7_950, () -> s.pause(A)), Finalized.class);
    Scene.play(s -> s.inSlot(11_950, s::pauseLeader), Finalized.class);
  }

  private static boolean isBlockOfA(Object message) {
    return message instanceof L2Block block && block.chain().equals(A) && block.slot().equals(SLOT);
  }

  private static void repeatAll(Scene scene, int millis) {
    scene.strike();
    scene.aim(
        new Mishaps() {
          @Override
          public Mishap ofMessage(Object message) {
            return new Mishap.Repeated(millis);
          }

          @Override
          public Mishap ofSlotRecord(ChainId reader, SlotRecord record) {
            return new Mishap.Repeated(millis);
          }
        });
  }

  private static Consumer<Scene> built(int blocks) {
    return scene -> assertThat(scene.isBuiltOf(blocks)).as("a superblock of %d", blocks).isTrue();
  }

  private static void ranOnce(Scene scene) {
    built(3).accept(scene);
    assertThat(scene.starts()).isOne();
  }

  private static Consumer<Scene> ranAgain(int blocks) {
    return scene -> {
      built(blocks).accept(scene);
      assertThat(scene.starts()).isEqualTo(2);
      assertThat(scene.decisions()).hasSize(1);
    };
  }
}
