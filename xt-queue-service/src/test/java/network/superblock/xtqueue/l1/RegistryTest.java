package network.superblock.xtqueue.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryContract;
import network.superblock.embedded.junit.TestL1;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.runtime.clock.ManualClock;
import network.superblock.runtime.jsonrpc.CallGuard;
import network.superblock.runtime.l1.L1Client;
import network.superblock.runtime.l1.L1Properties;
import network.superblock.runtime.l1.RegistryReader;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.xtqueue.Rollups;
import network.superblock.xtqueue.Rollups.Registration;
import network.superblock.xtqueue.SequencerEndpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

/** What the queue learns from a real registry: who takes part, and where sequencers answer. */
@Timeout(120)
class RegistryTest {

  private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
  private static final SlotSchedule SCHEDULE =
      new SlotSchedule(
          GENESIS, Duration.ofSeconds(12), Duration.ofSeconds(8), Duration.ofSeconds(3));
  private static final ChainId EARLY = new ChainId(11);
  private static final ChainId LATE = new ChainId(12);
  private static final ChainId UNKNOWN = new ChainId(13);
  private static final Slot LATER = new Slot(100);

  private final TestL1 l1 =
      TestL1.start(
          List.of(),
          List.of(
              rollup(EARLY, new Slot(1), "https://early.example:8545/rpc"),
              rollup(LATE, LATER, "ws://late.example")));
  private final ManualClock clock = new ManualClock(GENESIS);
  private final RegistryReader registry = reader();

  @AfterEach
  void stop() {
    l1.close();
  }

  @Test
  void aRollupIsActiveFromItsFirstSlotUntilItIsDeactivated() {
    var rollups = new RegisteredRollups(registry, SCHEDULE, clock);
    assertThatThrownBy(() -> rollups.registrationOf(EARLY))
        .isInstanceOf(UnavailableException.class);

    registry.open();
    assertThat(rollups.registrationOf(EARLY)).isEqualTo(Registration.ACTIVE);
    assertThat(rollups.registrationOf(LATE)).isEqualTo(Registration.INACTIVE);
    assertThat(rollups.registrationOf(UNKNOWN)).isEqualTo(Registration.UNKNOWN);
    clock.set(SCHEDULE.startOf(LATER).minusNanos(1));
    assertThat(rollups.registrationOf(LATE)).isEqualTo(Registration.INACTIVE);
    clock.set(SCHEDULE.startOf(LATER));
    assertThat(rollups.registrationOf(LATE)).isEqualTo(Registration.ACTIVE);

    l1.own(RegistryContract.deactivate(EARLY));
    registry.probe();
    assertThat(rollups.registrationOf(EARLY)).as("not final yet").isEqualTo(Registration.ACTIVE);
    l1.mine(2);
    registry.probe();
    assertThat(rollups.registrationOf(EARLY)).isEqualTo(Registration.INACTIVE);
  }

  @Test
  void anEndpointIsWhatIsRegisteredIfThatIsAnHttpAddress() {
    var endpoints = new RegisteredEndpoints(registry);
    assertThatThrownBy(() -> endpoints.endpointOf(EARLY)).isInstanceOf(UnavailableException.class);

    registry.open();
    assertThat(endpoints.endpointOf(EARLY)).contains(URI.create("https://early.example:8545/rpc"));
    assertThat(endpoints.endpointOf(LATE)).as("no HTTP").isEmpty();
    assertThat(endpoints.endpointOf(UNKNOWN)).isEmpty();

    l1.own(RegistryContract.update(rollup(EARLY, new Slot(1), "http://moved.example")));
    l1.mine(2);
    registry.probe();
    assertThat(endpoints.endpointOf(EARLY)).contains(URI.create("http://moved.example"));
  }

  @Test
  void whateverElseIsRegisteredIsNoAddress() {
    for (var text : List.of("", "not an address", "http:", "http:///rpc", "file:///etc/passwd"))
      assertThat(RegisteredEndpoints.httpAddress(text)).as(text).isEmpty();
  }

  @Test
  void isAskedOnlyWhereAnL1IsConfigured() {
    try (var without = context(Map.of());
        var with = context(Map.of("superblock.l1.url", l1.url().toString()))) {
      assertThat(without.getBeansOfType(Rollups.class)).isEmpty();
      assertThat(without.getBeansOfType(SequencerEndpoints.class)).isEmpty();
      assertThat(with.getBean(Rollups.class)).isInstanceOf(RegisteredRollups.class);
      assertThat(with.getBean(SequencerEndpoints.class)).isInstanceOf(RegisteredEndpoints.class);
    }
  }

  private AnnotationConfigApplicationContext context(Map<String, Object> settings) {
    var context = new AnnotationConfigApplicationContext();
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
    context.registerBean(RegistryReader.class, () -> registry);
    context.registerBean(SlotSchedule.class, () -> SCHEDULE);
    context.registerBean(InstantSource.class, () -> clock);
    context.register(L1Configuration.class);
    context.refresh();
    return context;
  }

  private RegistryReader reader() {
    var guard = new CallGuard("l1", Duration.ofSeconds(5), CallGuard.Registries.defaults());
    var client = new L1Client(Web3j.build(new HttpService(l1.url().toString())), guard);
    var properties =
        new L1Properties(
            l1.url(),
            l1.registry().toString(),
            null,
            0,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            1000);
    return new RegistryReader(client, properties, clock);
  }

  private static RegisteredRollup rollup(ChainId chain, Slot start, String endpoint) {
    var hash = new byte[32];
    hash[0] = (byte) chain.value();
    return new RegisteredRollup(
        chain, Hash32.of(hash), TestL1.OWNER, TestL1.OWNER, TestL1.OWNER, endpoint, start, true);
  }
}
