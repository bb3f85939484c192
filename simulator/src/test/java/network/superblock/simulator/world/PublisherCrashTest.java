package network.superblock.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.queue.XtStatus.Finalized;
import network.superblock.simulator.log.Weather;
import org.junit.jupiter.api.Test;

/**
 * The publisher's crashes of SBCP section 6, each in three ways: its leader is killed, it is paused
 * and wakes up, or all of the publisher's services are killed.
 */
class PublisherCrashTest {

  private static final Weather NO_ACKNOWLEDGEMENT = new Weather(0, 0, 0, 0, 1, 8, 0, 0, 0, 0, 1);

  @Test
  void beforeStartSlot() {
    Scene.play(
        s -> s.inSlot(-30, s::crashLeader), PublisherCrashTest::costsNoSlot, Finalized.class);
    Scene.play(
        s -> s.inSlot(-30, s::pauseLeader), PublisherCrashTest::costsNoSlot, Finalized.class);
    Scene.play(s -> s.inSlot(-30, s::crashPublisher), Finalized.class);
  }

  @Test
  void afterStartSlot() {
    inEachWay(StartSlot.class::isInstance);
  }

  @Test
  void afterStartScBeforeDecided() {
    inEachWay(StartSc.class::isInstance);
  }

  /** Broadcasting is recording; the nearest real case is a kill before the acknowledgement. */
  @Test
  void afterBroadcastingDecidedBeforeRecordingIt() {
    inEachWay(Decided.class::isInstance);
  }

  @Test
  void afterAPartOfABatch() {
    Scene.play(
        s ->
            s.upon(
                StartSc.class::isInstance,
                () -> {
                  s.strike();
                  s.world().stage().network().become(NO_ACKNOWLEDGEMENT);
                  s.later(() -> s.world().stage().network().become(Weather.CALM));
                }),
        Finalized.class);
  }

  @Test
  void afterRequestSealBeforeAllBlocks() {
    inEachWay(RequestSeal.class::isInstance);
  }

  @Test
  void afterAssemblingBeforePostingToL1() {
    inEachWay(SlotClosed.class::isInstance);
    Scene.play(
        s ->
            s.upon(
                SlotClosed.class::isInstance,
                () -> {
                  s.strike();
                  s.world().superblocks().crash();
                  s.later(s.world().superblocks()::start);
                }),
        PublisherCrashTest::costsNoSlot,
        Finalized.class);
  }

  @Test
  void duringRollBackAndStartSlot() {
    rollingBack(PublisherCrashTest::isRolledBack);
  }

  @Test
  void afterRollBackAndStartSlot() {
    rollingBack(RollBackAndStartSlot.class::isInstance);
  }

  private static void inEachWay(Predicate<SlotRecord> moment) {
    Scene.play(
        s -> s.upon(moment, s::crashLeader), PublisherCrashTest::costsNoSlot, Finalized.class);
    Scene.play(
        s -> s.upon(moment, s::pauseLeader), PublisherCrashTest::costsNoSlot, Finalized.class);
    Scene.play(s -> s.upon(moment, s::crashPublisher), Finalized.class);
  }

  private static void rollingBack(Predicate<SlotRecord> moment) {
    Scene.play(
        s -> {
          s.rollBack();
          s.upon(moment, s::crashLeader);
        },
        Finalized.class);
    Scene.play(
        s -> {
          s.rollBack();
          s.upon(moment, s::pauseLeader);
        },
        Finalized.class);
    Scene.play(
        s -> {
          s.rollBack();
          s.upon(moment, s::crashPublisher);
        },
        Finalized.class);
  }

  private static boolean isRolledBack(SlotRecord record) {
    return record instanceof SlotClosed closed && closed.outcome() instanceof Outcome.RolledBack;
  }

  private static void costsNoSlot(Scene scene) {
    assertThat(scene.isBuiltOf(3)).as("the slot becomes a superblock of all rollups").isTrue();
  }
}
