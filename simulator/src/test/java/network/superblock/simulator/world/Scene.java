package network.superblock.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.sequencer.SequencerEffect;
import network.superblock.protocol.sequencer.SequencerProtocol;
import network.superblock.simulator.Dice;
import network.superblock.simulator.Parts;
import network.superblock.simulator.Plan;
import network.superblock.simulator.log.Mishap;
import network.superblock.simulator.log.Mishaps;
import network.superblock.simulator.publisher.PublisherReplica;
import network.superblock.simulator.sequencer.SequencerProcess;
import network.superblock.simulator.settlement.L1;

/**
 * One fault on purpose in a network of three rollups where nothing else goes wrong. In slot 2 a
 * PingPong xT between A and B starts; C looks on. After some slots everything must have come right,
 * and no invariant may have been broken.
 */
final class Scene {

  static final ChainId A = new ChainId(1_000);
  static final ChainId B = new ChainId(2_000);
  static final ChainId C = new ChainId(3_000);
  static final Slot SLOT = new Slot(2);

  /** Less than the leader's silence, less than the SCP timer, more, more than a slot. */
  private static final List<Integer> DOWNTIMES = List.of(60, 700, 3_200, 16_000);

  private static final int SEEDS = 2;
  private static final int SUBMITTED = 800;

  private final World world;
  private final int downtime;
  private final List<Consumer<StepSeen>> stepWatches = new ArrayList<>();
  private final List<SlotRecord> records = new ArrayList<>();
  private final XtId xt;
  private int strikes;

  private Scene(long seed, int downtime) {
    this.downtime = downtime;
    this.world =
        World.quiet(
            Plan.quiet(seed, 3),
            Parts.SOUND.withSequencer(rules -> {
              var sound = new SequencerProtocol(rules);
              return (state, event) -> {
                var step = sound.on(state, event);
                var seen = new StepSeen(rules.chain(), state, step);
                for (var watch : List.copyOf(stepWatches)) watch.accept(seen);
                return step;
              };
            }));
    var request = XtKind.PING_PONG.request(7_000, List.of(A, B), new Dice(seed));
    this.xt = request.id();
    world.stage().topics().slot().watch(entry -> records.add(entry.record()));
    inSlot(SUBMITTED, () -> world.queue().submit(request, Duration.ofMinutes(5)));
  }

  /** Plays a fault with every downtime; the xT must end as one of {@code ends}. */
  static void play(Consumer<Scene> fault, Class<?>... ends) {
    play(fault, _ -> {}, ends);
  }

  /** The same, and looks at what came of it. */
  static void play(Consumer<Scene> fault, Consumer<Scene> outcome, Class<?>... ends) {
    for (var downtime : DOWNTIMES)
      for (var seed = 1; seed <= SEEDS; seed++) {
        var scene = new Scene(seed, downtime);
        fault.accept(scene);
        scene.world.run();
        assertThat(scene.strikes).as("the fault has happened, seed %d", seed).isPositive();
        var end = Objects.requireNonNull(scene.world.queue().statuses().get(scene.xt));
        assertThat(end.getClass())
            .as("the xT's end, %s, seed %d, down for %d ms", end, seed, downtime)
            .isIn((Object[]) ends);
        outcome.accept(scene);
      }
  }

  World world() {
    return world;
  }

  XtId xt() {
    return xt;
  }

  /** How long who is struck stays down, in milliseconds. */
  int downtime() {
    return downtime;
  }

  /** Every record of the slot topic so far. */
  List<SlotRecord> records() {
    return List.copyOf(records);
  }

  <T extends SlotRecord> List<T> records(Class<T> kind) {
    return records.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** How often the xT was started. */
  long starts() {
    return records(StartSc.class).stream().filter(start -> start.id().equals(xt)).count();
  }

  SequencerProcess sequencer(ChainId chain) {
    return world.sequencers().stream()
        .filter(sequencer -> sequencer.chain().equals(chain))
        .findFirst()
        .orElseThrow();
  }

  PublisherReplica leader() {
    return world.replicas().stream().filter(PublisherReplica::isLeading).findFirst().orElseThrow();
  }

  /** Does something so many milliseconds after the slot's start. */
  void inSlot(int millis, Runnable action) {
    var start = world.stage().rules().schedule().startOf(SLOT);
    world.stage().clock().at(start.plusMillis(millis), action);
  }

  /** Does something when the slot topic has got the first such record of a slot from 2 on. */
  void upon(Predicate<SlotRecord> record, Runnable action) {
    var once = once(action);
    world
        .stage()
        .topics()
        .slot()
        .watch(entry -> {
          if (entry.record() instanceof SlotRecord.InSlot inSlot
              && !SLOT.isAfter(inSlot.slot())
              && record.test(entry.record())) now(once);
        });
  }

  /** Does something within a sequencer's first such step of a slot from 2 on. */
  void within(ChainId chain, Predicate<StepSeen> step, Consumer<StepSeen> action) {
    var done = new boolean[1];
    stepWatches.add(seen -> {
      if (done[0]
          || !seen.chain().equals(chain)
          || SLOT.isAfter(seen.step().state().memory().slot())
          || !step.test(seen)) return;
      done[0] = true;
      action.accept(seen);
    });
  }

  /** Does something right after a sequencer's first such step of a slot from 2 on. */
  void after(ChainId chain, Predicate<StepSeen> step, Runnable action) {
    within(chain, step, _ -> now(action));
  }

  /** Lets something befall the first so many such records of the slot on their way to a reader. */
  void befall(int times, ChainId reader, Predicate<SlotRecord> record, Mishap mishap) {
    Predicate<SlotRecord> aimedAt =
        read ->
            read instanceof SlotRecord.InSlot inSlot
                && inSlot.slot().equals(SLOT)
                && record.test(read);
    aim(AimedMishaps.atSlotRecords(reader, aimedAt, new Befalling(times, mishap, this::strike)));
  }

  /** The same for messages of sequencers, whatever slot they belong to. */
  void befall(int times, Predicate<Object> message, Mishap mishap) {
    aim(AimedMishaps.atMessages(message, new Befalling(times, mishap, this::strike)));
  }

  void aim(Mishaps mishaps) {
    world.stage().network().aim(mishaps);
  }

  /** Says that the fault has happened. */
  void strike() {
    strikes++;
  }

  void crash(ChainId chain) {
    strike();
    sequencer(chain).crash();
    later(sequencer(chain)::start);
  }

  void crashBefore(StepSeen seen, Class<? extends SequencerEffect> effect) {
    strike();
    sequencer(seen.chain()).crashAfter(seen.effectsBefore(effect));
    later(sequencer(seen.chain())::start);
  }

  void crashBeforeVote(StepSeen seen) {
    crashBefore(seen, SequencerEffect.CastVote.class);
  }

  void pause(ChainId chain) {
    strike();
    sequencer(chain).pause();
    later(sequencer(chain)::resume);
  }

  void crashLeader() {
    strike();
    var leader = leader();
    leader.crash();
    later(leader::start);
  }

  void pauseLeader() {
    strike();
    var leader = leader();
    leader.pause();
    later(leader::resume);
  }

  /** The whole publisher: both replicas, the queue, the block store, the superblock publisher. */
  void crashPublisher() {
    strike();
    world.replicas().forEach(PublisherReplica::crash);
    world.queue().crash();
    world.store().crash();
    world.superblocks().crash();
    later(() -> {
      world.replicas().forEach(PublisherReplica::start);
      world.queue().start();
      world.store().start();
      world.superblocks().start();
    });
  }

  /** The settlement authority rolls superblock 1 back, which is final before the cutover. */
  void rollBack() {
    inSlot(1_000, () -> world.l1().send(new L1.Call.RollBack(new SuperblockNumber(0))));
  }

  /** What was decided on the xT in the slot. */
  List<Decided> decisions() {
    return records(Decided.class).stream()
        .filter(decided -> decided.slot().equals(SLOT) && decided.xt().equals(xt))
        .toList();
  }

  /** Whether the slot that opened last did so on a rolled-back state. */
  boolean isRollingBack() {
    return records(SlotRecord.Opens.class).getLast() instanceof SlotRecord.RollBackAndStartSlot;
  }

  /** Whether the slot became a superblock of so many rollups. */
  boolean isBuiltOf(int blocks) {
    return world.history().isBuiltOf(SLOT, blocks);
  }

  void later(Runnable action) {
    world.stage().clock().after(downtime, action);
  }

  private void now(Runnable action) {
    world.stage().clock().after(0, action);
  }

  private static Runnable once(Runnable action) {
    var done = new boolean[1];
    return () -> {
      if (done[0]) return;
      done[0] = true;
      action.run();
    };
  }
}
