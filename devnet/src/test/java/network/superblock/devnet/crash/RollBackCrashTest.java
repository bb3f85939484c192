package network.superblock.devnet.crash;

import static java.util.Objects.requireNonNull;
import static network.superblock.devnet.crash.CrashNetwork.A;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.SettlementContract;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Patience;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.XtRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A service ends as by SIGKILL while the network goes back to before a final superblock. The xT
 * that was in it is in another one in the end.
 */
@ExtendWith(SharedCrashNetwork.class)
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class RollBackCrashTest {

  private static final long GAS = 200_000;
  private static final List<String> PUBLISHERS = List.of("slot-service", "slot-service-second");

  private final CrashNetwork network;

  RollBackCrashTest(CrashNetwork network) {
    this.network = network;
  }

  @AfterEach
  void disarm() {
    network.disarm();
  }

  @Test
  @EachRow
  void sequencerDuringRollBackAndStartSlot() {
    var sequencer = requireNonNull(network.devnet().endpoints().sequencers().get(A));
    survives(List.of("sequencer-" + A), "sequencer.journaled.RollBackAndStartSlot");
    network.awaitReady(sequencer);
  }

  @Test
  @EachRow
  void publisherDuringRollBackAndStartSlot() {
    survives(PUBLISHERS, "slot.decided.RollBackAndStartSlot");
  }

  @Test
  @EachRow
  void publisherAfterRollBackAndStartSlot() {
    survives(PUBLISHERS, "slot.acknowledged.RollBackAndStartSlot");
  }

  /** Of two replicas only the one that leads comes there. */
  private void survives(List<String> labels, String point) {
    var xt = network.signPingPong();
    var before = finalized(xt);
    var voided = before.get("superblock").asLong();
    var openings = Audit.of(network).records(RollBackAndStartSlot.class).size();
    for (var label : labels) network.arm(label, point, "halt");
    rollBackTo(voided - 1);
    network.awaitReachedByOne(labels, point);
    network.disarm();

    var after = network.endAfter(xt.id(), "REQUEUED");
    assertThat(after.get("status").asString()).as("%s", after).isEqualTo("FINALIZED");
    var audit = Audit.of(network);
    audit.requireAtomic(xt);
    assertThat(audit.records(RollBackAndStartSlot.class)).hasSize(openings + 1);
    assertThat(audit.records(RollBackAndStartSlot.class).getLast().ledger().number())
        .isEqualTo(new SuperblockNumber(voided - 1));
    network.awaitReady(network.devnet().endpoints().slotService());
    network.awaitReady(network.secondReplica());
  }

  private JsonNode finalized(XtRequest xt) {
    var report = network.end(network.submit(xt));
    assertThat(report.get("status").asString()).as("%s", report).isEqualTo("FINALIZED");
    return report;
  }

  private void rollBackTo(long lastValid) {
    var settlement = L1Deployment.by(Accounts.deployer().address()).settlement();
    var input = SettlementContract.rollBack(new SuperblockNumber(lastValid));
    try (var l1 = network.devnet().chains().l1Client()) {
      l1.transact(Accounts.owner(), Optional.of(settlement), input, GAS);
    }
    assertThat(
            Patience.until(
                CrashNetwork.LIMIT,
                () -> {
                  try (var l1 = network.devnet().chains().l1Client()) {
                    return l1.call(settlement, SettlementContract.head()).number().value()
                        == lastValid;
                  }
                }))
        .as("L1 is rolled back to %d", lastValid)
        .isTrue();
  }
}
