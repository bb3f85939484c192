package network.superblock.devnet;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import network.superblock.devnet.desk.DemoDesk;
import network.superblock.devnet.ground.Chains;
import network.superblock.devnet.ground.Chains.RollupNode;
import network.superblock.devnet.ground.Closing;
import network.superblock.devnet.ground.Ground;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.NetworkFile;
import network.superblock.devnet.network.Ports;
import network.superblock.devnet.service.ConsolePlan;
import network.superblock.devnet.service.GatewayPlan;
import network.superblock.devnet.service.Leftovers;
import network.superblock.devnet.service.OwnProcesses;
import network.superblock.devnet.service.OwnProcesses.Preparation;
import network.superblock.devnet.service.Service;
import network.superblock.devnet.service.ServiceHost;
import network.superblock.devnet.service.ServicePlan;
import network.superblock.devnet.service.Services;
import network.superblock.devnet.service.SharedJvm;
import network.superblock.embedded.Port;
import network.superblock.embedded.StartFailedException;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.runtime.clock.WallClock;

/**
 * The whole network on this machine: Kafka, Postgres and Ethereum nodes, with all services on top.
 * Everything it keeps is in one directory.
 */
public final class Devnet implements AutoCloseable {

  private static final Duration DEFAULT_SLOT = Duration.ofSeconds(12);
  private static final int DEFAULT_CHAINS = 2;

  private final NetworkFacts facts;
  private final Endpoints endpoints;
  private final Ground ground;
  private final ServicePlan plan;
  private final Services services;
  private final Closing closing;

  private Devnet(
      NetworkFacts facts,
      ServicePlan plan,
      Endpoints endpoints,
      Ground ground,
      Services services,
      Closing closing) {
    this.facts = facts;
    this.endpoints = endpoints;
    this.ground = ground;
    this.plan = plan;
    this.services = services;
    this.closing = closing;
  }

  /**
   * Starts the network and returns when all its services are ready.
   *
   * @param progress gets a line for each step
   * @throws StartFailedException if a part does not start; nothing is left running
   */
  public static Devnet start(DevnetOptions options, Consumer<String> progress) {
    return start(options, new Closing(), progress);
  }

  /**
   * The same.
   *
   * @param closing stops the network as closing it does, even while it starts
   */
  public static Devnet start(DevnetOptions options, Closing closing, Consumer<String> progress) {
    var file = new NetworkFile(options.data());
    var facts = file.read().map(kept -> sameAs(kept, options)).orElseGet(() -> create(options));
    file.write(facts);
    try {
      return start(options, facts, closing, progress);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Devnet start(
      DevnetOptions options, NetworkFacts facts, Closing closing, Consumer<String> progress) {
    var ports =
        switch (options.listening()) {
          case FIXED -> Ports.fixed(facts.chains());
          case FREE -> Ports.free(facts.chains());
        };
    Leftovers.end(options.data());
    ports.requireFreeForServices();
    progress.accept("starting Kafka, Postgres, L1 and " + facts.chains() + " rollups");
    var ground = Ground.start(options.data(), facts, ports, options.l1Interval(), closing);
    var services = new Services(host(options, progress), closing, progress);
    ground.kafkaFailed().thenAccept(services::fail);
    var gateways = new GatewayPlan(facts, ports, options.data());
    var plan = new ServicePlan(facts, ports, ground, gateways, options.traces());
    var devnet = new Devnet(facts, plan, Endpoints.of(ground, ports), ground, services, closing);
    devnet.startServices();
    closing.add("demo desk", devnet.openDesk(ports));
    return devnet;
  }

  private void startServices() {
    var all = plan.services();
    services.start(all);
    services.awaitReady(all);
  }

  private DemoDesk openDesk(Ports ports) {
    var origins = new ConsolePlan(facts, ports).origins();
    return DemoDesk.start(ports.demoDesk(), endpoints.sequencers(), origins);
  }

  private static ServiceHost host(DevnetOptions options, Consumer<String> progress) {
    return switch (options.hosting()) {
      case ONE_JVM -> new SharedJvm();
      case PROCESSES ->
          new OwnProcesses(options.data(), Preparation.NONE, Optional.empty(), progress);
      case QUICK_PROCESSES ->
          new OwnProcesses(options.data(), Preparation.QUICK_STARTS, Optional.empty(), progress);
      case PROCESSES_WITH_FAILPOINTS ->
          new OwnProcesses(
              options.data(),
              Preparation.NONE,
              Optional.of(options.data().resolve("failpoints")),
              progress);
    };
  }

  private static NetworkFacts create(DevnetOptions options) {
    return NetworkFacts.create(
        options.slot().orElse(DEFAULT_SLOT),
        options.chains().orElse(DEFAULT_CHAINS),
        new WallClock().instant(),
        new SecureRandom());
  }

  private static NetworkFacts sameAs(NetworkFacts kept, DevnetOptions options) {
    options
        .slot()
        .filter(slot -> !slot.equals(kept.slot()))
        .ifPresent(slot -> refuse(options, "slots of " + kept.slot() + ", not " + slot));
    options
        .chains()
        .filter(chains -> chains != kept.chains())
        .ifPresent(chains -> refuse(options, kept.chains() + " rollups, not " + chains));
    return kept;
  }

  private static void refuse(DevnetOptions options, String difference) {
    throw new StartFailedException(
        "the network in %s has %s: start with --clean for a new one, or with another --data"
            .formatted(options.data(), difference));
  }

  public NetworkFacts facts() {
    return facts;
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  /** L1 and the nodes of the rollups, also to start more of them. */
  public Chains chains() {
    return ground.chains();
  }

  /** Where the services keep what they know, each in a schema of its own. */
  public PostgresDatabase database() {
    return ground.database();
  }

  /**
   * What a rollup that joined has of its own.
   *
   * @param gateway the REST interface of its p2p-gateway
   * @param sequencer its sequencer's JSON-RPC
   */
  public record Joined(URI gateway, URI sequencer) {}

  /**
   * Starts the sequencer of a rollup that joins while the network runs, and a gateway beside it.
   * Returns when it takes part in a slot, for which the rollup must be registered.
   */
  public Joined join(RollupNode rollup, Port gateway, Port sequencer) {
    var joining = plan.joining(rollup, gateway, sequencer);
    services.start(joining);
    services.awaitReady(joining);
    return new Joined(joining.getFirst().http(), joining.getLast().http());
  }

  /** Stops what {@link #join} started; it starts them again. */
  public void leave(RollupNode rollup, Port gateway, Port sequencer) {
    plan.joining(rollup, gateway, sequencer).reversed().forEach(services::stop);
  }

  /**
   * Starts another replica of the publisher, which follows the one that leads. Returns when it is
   * ready to take over.
   *
   * @return its REST interface
   */
  public URI replicate(String name, Port port) {
    var replica = List.of(plan.replica(name, port));
    services.start(replica);
    services.awaitReady(replica);
    return replica.getFirst().http();
  }

  /**
   * Stops one of the services that the network started with, as if it had gone away.
   *
   * @param label the service's name, such as {@code xt-queue-service}
   */
  public void stop(String label) {
    services.stop(service(label));
  }

  /** Starts a service again that was stopped. Returns when it is ready. */
  public void restart(String label) {
    var service = List.of(service(label));
    services.start(service);
    services.awaitReady(service);
  }

  private Service service(String label) {
    return plan.services().stream()
        .filter(service -> service.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service is named " + label));
  }

  /** Kafka is away while {@code meanwhile} runs, and comes back with all it had. */
  public void withoutKafka(Runnable meanwhile) {
    ground.withoutKafka(meanwhile);
  }

  /** Completes with the reason when a part ends that the network needs. */
  public CompletionStage<String> failed() {
    return services.failed();
  }

  /** Stops everything that it started: the services first. Closing again does nothing. */
  @Override
  public void close() {
    closing.close();
  }
}
