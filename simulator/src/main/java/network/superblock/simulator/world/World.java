package network.superblock.simulator.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.leadership.LeadershipRules;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.sequencer.SequencerProtocol;
import network.superblock.protocol.sequencer.SequencerRules;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.simulator.Dice;
import network.superblock.simulator.Parts;
import network.superblock.simulator.Plan;
import network.superblock.simulator.Registry;
import network.superblock.simulator.Stage;
import network.superblock.simulator.chain.Blocks;
import network.superblock.simulator.chain.SimulatedBlock;
import network.superblock.simulator.clock.VirtualClock;
import network.superblock.simulator.coverage.Coverage;
import network.superblock.simulator.invariant.Invariants;
import network.superblock.simulator.log.Network;
import network.superblock.simulator.log.Topics;
import network.superblock.simulator.log.Weather;
import network.superblock.simulator.publisher.PublisherReplica;
import network.superblock.simulator.queue.XtQueue;
import network.superblock.simulator.sequencer.SequencerProcess;
import network.superblock.simulator.sequencer.SequencerWatch;
import network.superblock.simulator.settlement.L1;
import network.superblock.simulator.settlement.SuperblockPublisher;
import network.superblock.simulator.store.BlockStore;

/** One network under one seed. */
public final class World {

  private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
  private static final int L1_BLOCK = 2_000;

  private final Plan plan;
  private final Stage stage;
  private final Dice dice;
  private final Blocks blocks = new Blocks();
  private final Coverage coverage = new Coverage();
  private final SlotHistory history = new SlotHistory();
  private final List<PublisherReplica> replicas = new ArrayList<>();
  private final List<SequencerProcess> sequencers = new ArrayList<>();
  private final BlockStore store;
  private final XtQueue queue;
  private final L1 l1;
  private final SuperblockPublisher superblocks;
  private final Users users;
  private final Accidents accidents;
  private final Liars liars;
  private boolean isCalm;
  private boolean isL1Kind;

  public World(Plan plan, Parts parts) {
    this.plan = plan;
    this.dice = new Dice(plan.seed() + 1);
    this.stage = stageOf(plan, dice);
    for (var chain : stage.registry().chains()) blocks.publish(SimulatedBlock.genesis(chain));
    var invariants = new Invariants(stage, blocks);
    stage.topics().slot().watch(history::see);
    this.store = new BlockStore(stage, parts.gate(), parts.judge(), blocks);
    this.queue = new XtQueue(stage, parts.requeueing());
    this.l1 = new L1(stage.genesis().hash());
    this.superblocks = new SuperblockPublisher(stage, l1, queue, parts.publishing(), invariants);
    addReplicas(parts);
    addSequencers(parts, new SequencerWatches(List.of(invariants, coverage)));
    this.users = new Users(this, dice.split());
    this.accidents = new Accidents(this, dice.split());
    this.liars = new Liars(this, dice.split());
  }

  /** A network in which nobody lies and L1 loses nothing; whatever else happens is aimed. */
  static World quiet(Plan plan, Parts parts) {
    var world = new World(plan, parts);
    world.isCalm = true;
    world.isL1Kind = true;
    world.liars.fallSilent();
    return world;
  }

  /** Nothing goes wrong but the weather of the plan, which lasts until the calm slots. */
  public static World inWeather(Plan plan, Parts parts) {
    var world = new World(plan, parts);
    world.isL1Kind = true;
    world.liars.fallSilent();
    return world;
  }

  /** Lives through all slots; whatever an invariant objects to is thrown. */
  public Report run() {
    var schedule = stage.rules().schedule();
    var firstCalm = new Slot(plan.faultySlots() + 1L);
    var last = new Slot((long) plan.faultySlots() + plan.calmSlots());
    var faulty =
        (int) Duration.between(stage.clock().now(), schedule.startOf(firstCalm)).toMillis();
    replicas.forEach(PublisherReplica::start);
    sequencers.forEach(SequencerProcess::start);
    store.start();
    queue.start();
    superblocks.start();
    users.beBusyUntil(faulty);
    accidents.happenUntil(faulty);
    stage.clock().after(faulty, this::becomeCalm);
    // A lie told before may still cost a sequencer its block of the first calm slot, and so its
    // readiness for the second.
    stage.clock().at(schedule.startOf(firstCalm.next().next()), users::submitGoodOnes);
    mineL1();
    long events = 0;
    while (stage.clock().runNext(schedule.endOf(last).plusSeconds(8))) events++;
    new FinalChecks(this).run(users, firstCalm, last);
    return new Report(
        coverage,
        events,
        history.built(),
        history.all(),
        history.builtBefore(firstCalm),
        queue.statuses());
  }

  /** Tells every record of the slot topic, also those that do not count. */
  public void narrate(Consumer<String> narrator) {
    narrator.accept(plan.toString());
    stage
        .topics()
        .slot()
        .watch(entry ->
            narrator.accept(stage.clock().now() + " " + entry.writer() + " " + entry.record()));
  }

  private void becomeCalm() {
    if (isCalm) return;
    isCalm = true;
    isL1Kind = true;
    stage.network().become(Weather.CALM);
    accidents.end();
    liars.fallSilent();
  }

  private void mineL1() {
    if (!isL1Kind) {
      if (dice.chance(0.1)) l1.dropPending();
      if (dice.chance(hasUnsettledRollBack() ? 0.3 : 0.1)) l1.reorg();
      if (dice.chance(0.03)) rollBack();
    }
    l1.mine();
    superblocks.look();
    stage.clock().after(L1_BLOCK, this::mineL1);
  }

  private boolean hasUnsettledRollBack() {
    return l1.latest().rollBacks().size() > l1.finalized().rollBacks().size();
  }

  private void rollBack() {
    var head = l1.latest().head().value();
    if (head > 0)
      l1.send(new L1.Call.RollBack(new SuperblockNumber(Math.max(0, head - dice.between(1, 3)))));
  }

  private void addReplicas(Parts parts) {
    var brain = parts.publisher().apply(stage.rules());
    for (var name : List.of("first", "second")) {
      var rules = new LeadershipRules(name, Duration.ofMillis(600), Duration.ofMillis(1_500));
      replicas.add(new PublisherReplica(stage, rules, brain, coverage, parts.gate()));
    }
  }

  private void addSequencers(Parts parts, SequencerWatch watch) {
    for (var chain : stage.registry().chains()) {
      var rules =
          new SequencerRules(chain, stage.rules().schedule().scpTimer(), Duration.ofMillis(500));
      var equipment =
          new SequencerProcess.Equipment(
              parts.sequencer().apply(rules),
              new SequencerProtocol(rules),
              watch,
              parts.gate(),
              blocks,
              store);
      sequencers.add(new SequencerProcess(stage, chain, equipment));
    }
  }

  private static Stage stageOf(Plan plan, Dice dice) {
    var clock = new VirtualClock(GENESIS.minusSeconds(1));
    var network = new Network(clock, dice.split(), plan.weather());
    var chains = new ArrayList<ChainId>();
    for (int i = 0; i < plan.rollups(); i++) chains.add(new ChainId(1_000L * (i + 1)));
    var absent = new TreeMap<Slot, ChainId>();
    if (plan.absences() > 0)
      absent.put(new Slot(dice.between(2, plan.faultySlots())), dice.pick(chains));
    var schedule =
        new SlotSchedule(
            GENESIS, Duration.ofSeconds(12), Duration.ofSeconds(8), Duration.ofSeconds(3));
    return new Stage(
        clock,
        dice.split(),
        network,
        Topics.of(network, chains),
        new SlotRules(schedule, plan.maxConcurrentInstances(), Duration.ofSeconds(20), 64),
        Ledger.genesis(Hash32.of(Keccak256.hash("genesis superblock".getBytes(UTF_8)))),
        new Registry(chains, Collections.unmodifiableSortedMap(absent)));
  }

  Plan plan() {
    return plan;
  }

  Stage stage() {
    return stage;
  }

  Blocks blocks() {
    return blocks;
  }

  SlotHistory history() {
    return history;
  }

  List<PublisherReplica> replicas() {
    return replicas;
  }

  List<SequencerProcess> sequencers() {
    return sequencers;
  }

  BlockStore store() {
    return store;
  }

  L1 l1() {
    return l1;
  }

  Liars liars() {
    return liars;
  }

  XtQueue queue() {
    return queue;
  }

  SuperblockPublisher superblocks() {
    return superblocks;
  }

  Address contract() {
    return Address.of(ByteBuffer.allocate(20).putLong(12, 7).array());
  }

  Bytes label() {
    return Bytes.of("liar".getBytes(UTF_8));
  }
}
