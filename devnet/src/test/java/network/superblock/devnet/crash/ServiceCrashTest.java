package network.superblock.devnet.crash;

import static java.util.Objects.requireNonNull;
import static network.superblock.devnet.crash.CrashNetwork.A;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import network.superblock.devnet.Endpoints;
import network.superblock.protocol.message.XtRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A service ends as by SIGKILL at one of its write-ahead borders while an xT is under way, and
 * starts again. The xT ends, is all or nothing, and no record contradicts another.
 */
@ExtendWith(SharedCrashNetwork.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ServiceCrashTest {

  private static final String SEQUENCER = "sequencer-" + A;

  private final CrashNetwork network;

  ServiceCrashTest(CrashNetwork network) {
    this.network = network;
  }

  @AfterEach
  void disarm() {
    network.disarm();
  }

  /** Between two slots: what it knows is in the log. */
  @Test
  @EachRow
  void sequencerBeforeStartSlot() {
    survives(SEQUENCER, "sequencer.journaled.SlotClosed", sequencer());
  }

  @Test
  @EachRow
  void sequencerBuildingFreeBeforeAnyStartSc() {
    survives(SEQUENCER, "sequencer.journaled.StartSlot", sequencer());
  }

  @Test
  @EachRow
  void sequencerAfterDecidedBeforeRequestSeal() {
    survives(SEQUENCER, "sequencer.journaled.Decided", sequencer());
  }

  /** The block store gives it back what it had sealed; its pool and its journal are gone. */
  @Test
  @EachRow
  void sequencerThatLosesItsStoreAfterSendingItsBlock() throws Exception {
    var point = "sequencer.block-sent";
    network.arm(SEQUENCER, point, "pause");
    var xt = network.signPingPong();
    network.submit(xt);
    network.awaitReached(SEQUENCER, point);
    var killed = network.process(SEQUENCER);
    network.dropSchema("sequencer_" + A);
    network.disarm();
    killed.destroyForcibly();
    killed.onExit().get();
    network.awaitReady(sequencer());
    settles(xt);
  }

  @Test
  void sequencerBetweenItsJournalAndItsVote() {
    survives(SEQUENCER, "sequencer.vote-journaled", sequencer());
  }

  @Test
  @EachRow
  void sequencerAfterItsVoteBeforeDecided() {
    survives(SEQUENCER, "sequencer.vote-sent", sequencer());
  }

  @Test
  @EachRow
  void sequencerAfterStoringItsBlockBeforeSendingIt() {
    survives(SEQUENCER, "sequencer.block-kept", sequencer());
  }

  @Test
  @EachRow
  void queueAfterStoringAnXtBeforeItsAnswer() {
    survives("xt-queue-service", "xt-queue.admitted", at().xtQueueService());
  }

  @Test
  void queueAfterMarkingAnOfferBeforeWritingIt() {
    survives("xt-queue-service", "xt-queue.offer-marked", at().xtQueueService());
  }

  @Test
  @EachRow
  void blockStoreAfterRecordingAVerdictBeforeTellingIt() {
    survives("block-store-service", "block-store.verdict-recorded", at().blockStoreService());
  }

  @Test
  @EachRow
  void superblockServiceAfterStoringATransactionBeforeSendingIt() {
    survives("superblock-service", "superblock.publication-stored", at().superblockService());
  }

  @Test
  void superblockServiceAfterSendingATransactionBeforeRecordingIt() {
    survives("superblock-service", "superblock.publication-sent", at().superblockService());
  }

  private void survives(String label, String point, URI service) {
    network.arm(label, point, "halt");
    var xt = network.signPingPong();
    network.submit(xt);
    network.awaitReached(label, point);
    network.awaitReady(service);
    settles(xt);
  }

  private void settles(XtRequest xt) {
    var report = network.end(xt.id());
    if (!report.get("status").asString().equals("FINALIZED")) network.commitsAgain();
    assertThat(report.get("status").asString()).isIn("FINALIZED", "ABORTED", "EXHAUSTED");
    Audit.of(network).requireAtomic(xt);
  }

  private URI sequencer() {
    return requireNonNull(at().sequencers().get(A));
  }

  private Endpoints at() {
    return network.devnet().endpoints();
  }
}
