package network.superblock.devnet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import network.superblock.devnet.rest.RestClient;
import network.superblock.embedded.Patience;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.XtRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The publisher's leader is killed, or stopped and continued, in each state of a slot; its other
 * replica goes on with the slot. See SBCP section 6, leadership.
 */
@ExtendWith(SharedCrashNetwork.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FailoverTest {

  private static final String FIRST = "slot-service";
  private static final String SECOND = "slot-service-second";

  private final CrashNetwork network;

  FailoverTest(CrashNetwork network) {
    this.network = network;
  }

  @AfterEach
  void disarm() {
    network.disarm();
  }

  /** In Locked: what was started is in the log. */
  @Test
  void theOtherReplicaGoesOnWhenTheLeaderIsKilled() {
    killAfter(StartSc.class);
  }

  /** In Free, before and after a decision, and in Sealing. */
  @ParameterizedTest
  @EachRow
  @ValueSource(classes = {StartSlot.class, Decided.class, RequestSeal.class})
  void theOtherReplicaGoesOnWhenTheLeaderIsKilledAfter(Class<?> record) {
    killAfter(record);
  }

  /** Nothing of the batch is in the log: it is as if the leader had never decided it. */
  @Test
  @EachRow
  void theOtherReplicaDecidesWhatTheLeaderHadNotWritten() {
    var leader = leader();
    network.arm(leader, "slot.decided.Decided", "halt");
    var xt = submit();
    network.awaitReached(leader, "slot.decided.Decided");
    otherTakesOver(leader);
    settles(xt);
    network.awaitReady(at(leader));
  }

  /** It stands before its append: what it writes when it wakes up is late and counts for nobody. */
  @Test
  void aStoppedLeaderStepsDownWhenItWakesUp() throws Exception {
    var leader = leader();
    network.arm(leader, "slot.decided.Decided", "pause");
    var xt = submit();
    network.awaitReached(leader, "slot.decided.Decided");
    signal("STOP", leader);
    try {
      // It holds its records and a heartbeat; both are written when it goes on.
      network.disarm();
      otherTakesOver(leader);
    } finally {
      signal("CONT", leader);
    }
    assertThat(Patience.until(CrashNetwork.LIMIT, () -> replicaIs(leader, "FOLLOWING"))).isTrue();
    settles(xt);
  }

  private void killAfter(Class<?> record) {
    var leader = leader();
    var point = "slot.acknowledged." + record.getSimpleName();
    network.arm(leader, point, "halt");
    var xt = submit();
    network.awaitReached(leader, point);
    otherTakesOver(leader);
    settles(xt);
    network.awaitReady(at(leader));
  }

  private XtRequest submit() {
    var xt = network.signPingPong();
    network.submit(xt);
    return xt;
  }

  private void otherTakesOver(String leader) {
    var successor = other(leader);
    assertThat(Patience.until(CrashNetwork.LIMIT, () -> replicaIs(successor, "LEADING"))).isTrue();
  }

  private void settles(XtRequest xt) {
    var status = network.end(xt.id()).get("status").asString();
    assertThat(status).isIn("FINALIZED", "ABORTED", "EXHAUSTED");
    if (!status.equals("FINALIZED")) network.commitsAgain();
    Audit.of(network).requireAtomic(xt);
  }

  private String leader() {
    assertThat(
            Patience.until(
                CrashNetwork.LIMIT,
                () ->
                    (replicaIs(FIRST, "LEADING") && replicaIs(SECOND, "FOLLOWING"))
                        || (replicaIs(SECOND, "LEADING") && replicaIs(FIRST, "FOLLOWING"))))
        .as("one replica leads, the other follows")
        .isTrue();
    return replicaIs(FIRST, "LEADING") ? FIRST : SECOND;
  }

  private static String other(String replica) {
    return replica.equals(FIRST) ? SECOND : FIRST;
  }

  private boolean replicaIs(String replica, String standing) {
    try (var rest = new RestClient(at(replica))) {
      var current = rest.get("/api/v1/slots/current").required();
      return current.get("replica").asString().equals(standing);
    } catch (UncheckedIOException | IllegalStateException _) {
      return false;
    }
  }

  private URI at(String replica) {
    return replica.equals(FIRST)
        ? network.devnet().endpoints().slotService()
        : network.secondReplica();
  }

  private void signal(String name, String replica) throws IOException, InterruptedException {
    var pid = Long.toString(network.process(replica).pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }
}
