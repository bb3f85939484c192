package network.superblock.devnet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.superblock.devnet.rest.RestClient;
import network.superblock.embedded.Patience;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kafka is down for a minute in each state of a slot. Every service says so; afterwards all of them
 * go on by themselves, and the xT that was under way is all or nothing.
 */
@ExtendWith(SharedCrashNetwork.class)
@Timeout(value = 480, unit = TimeUnit.SECONDS)
class KafkaOutageTest {

  private static final Duration DOWN = Duration.ofMinutes(1);

  private final CrashNetwork network;

  KafkaOutageTest(CrashNetwork network) {
    this.network = network;
  }

  @AfterEach
  void disarm() {
    network.disarm();
  }

  /** In Free, before and after a decision, in Locked and in Sealing. */
  @ParameterizedTest
  @EachRow
  @ValueSource(classes = {StartSlot.class, StartSc.class, Decided.class, RequestSeal.class})
  void nothingIsLostWhenKafkaIsDownForAMinuteAfter(Class<?> record) {
    var leader = leader();
    var point = "slot.acknowledged." + record.getSimpleName();
    network.arm(leader, point, "pause");
    var xt = network.signPingPong();
    network.submit(xt);
    network.awaitReached(leader, point);
    network
        .devnet()
        .withoutKafka(() -> {
          network.disarm();
          everyServiceSaysSo();
          await()
              .during(DOWN)
              .atMost(DOWN.plus(CrashNetwork.LIMIT))
              .until(() -> services().stream().noneMatch(this::isReady));
        });
    services().forEach(network::awaitReady);
    var status = network.end(xt.id()).get("status").asString();
    assertThat(status).isIn("FINALIZED", "ABORTED", "EXHAUSTED");
    if (!status.equals("FINALIZED")) network.commitsAgain();
    Audit.of(network).requireAtomic(xt);
  }

  private void everyServiceSaysSo() {
    for (var service : services())
      assertThat(Patience.until(CrashNetwork.LIMIT, () -> saysThatKafkaIsDown(service)))
          .as("%s says that Kafka is down", service)
          .isTrue();
  }

  private boolean saysThatKafkaIsDown(URI service) {
    try (var rest = new RestClient(service)) {
      var health = rest.get("/actuator/health/readiness");
      return health.status() == 503
          && health.body().at("/components/kafka/status").asString("").equals("DOWN")
          && !health.body().at("/components/kafka/details/reason").asString("").isBlank();
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private boolean isReady(URI service) {
    try (var rest = new RestClient(service)) {
      return rest.get("/actuator/health/readiness").status() == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private List<URI> services() {
    var at = network.devnet().endpoints();
    return List.of(
        at.slotService(),
        network.secondReplica(),
        at.xtQueueService(),
        at.blockStoreService(),
        at.superblockService(),
        at.sequencers().firstEntry().getValue(),
        at.sequencers().lastEntry().getValue());
  }

  private String leader() {
    assertThat(
            Patience.until(
                CrashNetwork.LIMIT,
                () ->
                    leads(network.devnet().endpoints().slotService())
                        || leads(network.secondReplica())))
        .as("one replica leads")
        .isTrue();
    return leads(network.secondReplica()) ? "slot-service-second" : "slot-service";
  }

  private static boolean leads(URI replica) {
    try (var rest = new RestClient(replica)) {
      var current = rest.get("/api/v1/slots/current").required();
      return current.get("replica").asString().equals("LEADING");
    } catch (UncheckedIOException | IllegalStateException _) {
      return false;
    }
  }
}
