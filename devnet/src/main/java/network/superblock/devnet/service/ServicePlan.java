package network.superblock.devnet.service;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.ground.Chains.RollupNode;
import network.superblock.devnet.ground.Ground;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.Ports;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Port;
import network.superblock.protocol.ChainId;

/** Which services a network has, and the settings of each. */
public final class ServicePlan {

  private final NetworkFacts facts;
  private final Ports ports;
  private final Ground ground;
  private final GatewayPlan gateways;
  private final Optional<URI> traces;
  private final ConsolePlan console;

  /**
   * Plans nothing that is not on the ground.
   *
   * @param traces where the services send their spans
   */
  public ServicePlan(
      NetworkFacts facts, Ports ports, Ground ground, GatewayPlan gateways, Optional<URI> traces) {
    this.facts = facts;
    this.ports = ports;
    this.ground = ground;
    this.gateways = gateways;
    this.traces = traces;
    this.console = new ConsolePlan(facts, ports);
  }

  /** All services, in the order to start them in. */
  public List<Service> services() {
    var services = new ArrayList<Service>();
    services.add(console.service());
    services.add(
        kept(
            publisher(
                Program.BLOCK_STORE_SERVICE,
                PublisherRole.BLOCK_STORE_SERVICE,
                ports.blockStoreService())));
    services.add(
        kept(publisher(
                Program.SUPERBLOCK_SERVICE,
                PublisherRole.SUPERBLOCK_SERVICE,
                ports.superblockService()))
            .with("superblock.publishing.key", Accounts.l1Publisher().privateKey()));
    services.add(
        kept(
            publisher(
                Program.XT_QUEUE_SERVICE, PublisherRole.XT_QUEUE_SERVICE, ports.xtQueueService())));
    // Before whom they publish for: a promise that comes late is not published.
    for (var i = 0; i < ground.rollups().size(); i++) services.add(gateway(i));
    for (var i = 0; i < ground.rollups().size(); i++)
      services.add(
          gateways.promising(sequencer(ground.rollups().get(i), ports.sequencers().get(i))));
    // Last, so that the first slot finds everybody there.
    services.add(publisher(Program.SLOT_SERVICE, PublisherRole.SLOT_SERVICE, ports.slotService()));
    return services;
  }

  /** One more replica of the publisher. */
  public Service replica(String name, Port port) {
    var program = Program.SLOT_SERVICE;
    var sender = program.programName() + "/" + name;
    var settings = common(sender, Accounts.keyOf(PublisherRole.SLOT_SERVICE), port);
    return new Service(program.programName() + "-" + name, program, port, settings);
  }

  private Service publisher(Program program, PublisherRole role, Port port) {
    var settings = common(program.programName() + "/devnet", Accounts.keyOf(role), port);
    return new Service(program.programName(), program, port, settings);
  }

  /** The gateway beside a rollup's sequencer. */
  private Service gateway(int index) {
    var chain = ground.rollups().get(index).rollup().chain();
    return gateway(chain, ports.gateways().get(index), gateways.settings(index));
  }

  private Service gateway(ChainId chain, Port port, Map<String, String> own) {
    var program = Program.P2P_GATEWAY;
    var sender = program.programName() + "/" + chain;
    var settings = common(sender, Accounts.keyOf(PublisherRole.P2P_GATEWAY), port);
    settings.putAll(own);
    return kept(new Service(program.programName() + "-" + chain, program, port, settings))
        .with("superblock.postgres.schema", "p2p_gateway_" + chain);
  }

  /**
   * The gateway and the sequencer of a rollup that joins, in the order to start them in.
   *
   * @param gateway where the gateway answers HTTP
   */
  public List<Service> joining(RollupNode on, Port gateway, Port sequencer) {
    var rollup = on.rollup();
    return List.of(
        gateway(rollup.chain(), gateway, gateways.settings(rollup)),
        gateways.promising(sequencer(on, sequencer)));
  }

  /** The sequencer of a rollup. */
  private Service sequencer(RollupNode on, Port port) {
    var chain = on.rollup().chain();
    var mailbox = RollupDeployment.by(Accounts.deployer().address()).mailbox();
    var settings = common("sequencer/" + chain, on.rollup().sequencer(), port);
    return kept(new Service("sequencer-" + chain, Program.SEQUENCER_SERVICE, port, settings))
        .with("superblock.postgres.schema", "sequencer_" + chain)
        .with("superblock.sequencer.node", on.node().rpc().toString())
        .with("superblock.sequencer.mailbox", mailbox.toString())
        .with("superblock.sequencer.coordinator-key", on.rollup().coordinator().privateKey())
        .with("superblock.sequencer.vote-margin", voteMargin().toString());
  }

  /** In proportion to the timer, as half a second is to three. */
  private Duration voteMargin() {
    return facts.schedule().scpTimer().dividedBy(6);
  }

  /** With a place in Postgres. */
  private Service kept(Service service) {
    var database = ground.database();
    return service
        .with(
            "superblock.postgres.url",
            "postgresql://%s:%d/%s"
                .formatted(database.host(), database.port().number(), database.name()))
        .with("superblock.postgres.username", database.user())
        .with("superblock.postgres.password", database.password());
  }

  private Map<String, String> common(String sender, DevKey key, Port port) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", Integer.toString(port.number()));
    // Everything comes from this machine, the demos and the tests too.
    settings.put("superblock.security.profile", "devnet");
    settings.put("superblock.security.limit.per-address", "1000000");
    settings.put("superblock.identity.sender", sender);
    settings.put("superblock.identity.key", key.privateKey());
    settings.put("spring.kafka.bootstrap-servers", ground.kafka());
    traces.ifPresent(to -> settings.put("superblock.tracing.endpoint", to.toString()));
    settings.put("superblock.cors.allowed-origins", String.join(",", console.origins()));
    network(settings);
    l1(settings);
    return settings;
  }

  private void network(Map<String, String> settings) {
    var schedule = facts.schedule();
    settings.put("superblock.network.id", facts.id());
    settings.put("superblock.network.genesis", facts.genesis().toString());
    settings.put("superblock.network.genesis-hash", facts.genesisHash().toString());
    settings.put("superblock.network.slot-duration", schedule.duration().toString());
    settings.put("superblock.network.seal-cutover", schedule.sealCutover().toString());
    settings.put("superblock.network.scp-timer", schedule.scpTimer().toString());
  }

  private void l1(Map<String, String> settings) {
    var contracts = L1Deployment.by(Accounts.deployer().address());
    settings.put("superblock.l1.url", ground.chains().l1().rpc().toString());
    settings.put("superblock.l1.registry", contracts.registry().toString());
    settings.put("superblock.l1.settlement", contracts.settlement().toString());
    settings.put("superblock.l1.poll", "PT1S");
  }
}
