package network.superblock.superblock;

import static network.superblock.superblock.TestNetwork.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import network.superblock.superblock.assembly.SlotScript.WrittenSlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The service with rows that somebody has damaged: it says which, and goes on once they are whole.
 */
@Timeout(180)
class DamageTest {

  private final TestNetwork network = TestNetwork.shared();

  @Test
  void haltsAtARowThatDoesNotReadAndGoesOnWhenItIsPutRight() {
    var damaged = network.build();
    network.mineUntil(number(damaged), "FINALIZED");
    corrupt(damaged);

    awaitHalt(damaged, "does not read");
    var next = network.build();
    network.awaitStatus(number(next), "QUEUED");
    mend(damaged);
    network.mineUntil(number(next), "FINALIZED");
    awaitUp();
  }

  @Test
  void clearsAFaultOfASuperblockThatL1HasReorgedOut() {
    var damaged = network.build();
    network.awaitStatus(number(damaged), "SENT");
    network.l1.mine(1);
    network.awaitStatus(number(damaged), "INCLUDED");
    corrupt(damaged);
    awaitHalt(damaged, "does not read");
    network.l1.reorg(1);
    network.awaitStatus(number(damaged), "SENT");
    awaitHalt(damaged, "does not read");
    mend(damaged);

    network.mineUntil(number(damaged), "FINALIZED");
    awaitUp();
  }

  @Test
  void namesARowWithAHashOfTheWrongLength() {
    var damaged = network.build();
    network.awaitStatus(number(damaged), "SENT");
    network.tamper(
        "UPDATE superblock SET blocks_root = blocks_root || '\\x00'::bytea WHERE slot = "
            + damaged.closed().slot());
    awaitHalt(damaged, "does not read");
    network.tamper(
        "UPDATE superblock SET blocks_root = substring(blocks_root FOR 32) WHERE slot = "
            + damaged.closed().slot());

    network.mineUntil(number(damaged), "FINALIZED");
    awaitUp();
  }

  private void corrupt(WrittenSlot slot) {
    network.tamper(
        "UPDATE superblock SET slot_closed = '\\xff'::bytea || slot_closed WHERE slot = "
            + slot.closed().slot());
  }

  private void mend(WrittenSlot slot) {
    network.tamper(
        "UPDATE superblock SET slot_closed = substring(slot_closed FROM 2) WHERE slot = "
            + slot.closed().slot());
  }

  private void awaitHalt(WrittenSlot at, String reason) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          var health = network.json("/actuator/health").at("/components/l1Submission");
          assertThat(health.path("status").asString("")).isEqualTo("DOWN");
          assertThat(health.at("/details/lastValid").asLong()).isEqualTo(number(at) - 1);
          assertThat(health.at("/details/reason").asString("")).contains(reason);
        });
  }

  private void awaitUp() {
    await()
        .atMost(SOON)
        .until(() ->
            network
                .json("/actuator/health")
                .at("/components/l1Submission/status")
                .asString("")
                .equals("UP"));
  }

  private static long number(WrittenSlot slot) {
    return slot.built().number().value();
  }
}
