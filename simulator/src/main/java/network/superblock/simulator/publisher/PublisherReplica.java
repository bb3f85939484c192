package network.superblock.simulator.publisher;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leader;
import network.superblock.protocol.leadership.Leadership;
import network.superblock.protocol.leadership.LeadershipEffect;
import network.superblock.protocol.leadership.LeadershipEvent;
import network.superblock.protocol.leadership.LeadershipRules;
import network.superblock.protocol.leadership.LeadershipState;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.slot.SlotEvent;
import network.superblock.protocol.slot.SlotEvent.SettlementChanged;
import network.superblock.protocol.slot.SlotEvent.SlotBegan;
import network.superblock.protocol.slot.SlotState.StartingSlot;
import network.superblock.protocol.slot.SlotTimer;
import network.superblock.simulator.Gate;
import network.superblock.simulator.Stage;
import network.superblock.simulator.log.Reader;
import network.superblock.simulator.log.SlotEntry;
import network.superblock.simulator.publisher.PublisherInputs.Place;

/**
 * One of the publisher's replicas. It keeps nothing: after a crash it folds the log. While an
 * append is under way it does nothing else, so what it decides is in the log before it matters.
 */
public final class PublisherReplica {

  private static final int TICK = 250;

  private final Stage stage;
  private final PublisherBrain brain;
  private final PublisherWatch watch;
  private final LeadershipRules rules;
  private final Leadership leadership;
  private final PublisherInputs inputs;
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private LogFold fold;
  private LeadershipState standing = new LeadershipState.Following(new Term(0), Instant.MAX);
  private Optional<Leading> leading = Optional.empty();
  private Optional<Reader<SlotEntry>> reader = Optional.empty();
  private long nextOffset;
  private boolean caughtUp;
  private boolean writing;
  private boolean paused;
  private int life;

  public PublisherReplica(
      Stage stage, LeadershipRules rules, PublisherBrain brain, PublisherWatch watch, Gate gate) {
    this.stage = stage;
    this.brain = brain;
    this.watch = watch;
    this.rules = rules;
    this.leadership = new Leadership(rules);
    this.inputs = new PublisherInputs(stage.topics(), gate);
    this.fold = new LogFold(stage.genesis(), stage.rules().schedule().scpTimer());
  }

  public String name() {
    return rules.replica();
  }

  public boolean isLeading() {
    return leading.isPresent();
  }

  /** Starts the process: it reads the log from its beginning. */
  public void start() {
    crash();
    fold = new LogFold(stage.genesis(), stage.rules().schedule().scpTimer());
    standing = new LeadershipState.Following(new Term(0), Instant.MAX);
    nextOffset = 0;
    caughtUp = false;
    writing = false;
    paused = false;
    var slots = stage.topics().slot();
    var end = slots.end();
    reader =
        Optional.of(
            slots.readFrom(0, (offset, entry, _) -> accept(() -> follow(offset, end, entry))));
    if (end == 0) catchUp();
    tickLater();
  }

  public void crash() {
    life++;
    reader.ifPresent(Reader::stop);
    inputs.stop();
    leading = Optional.empty();
    inbox.clear();
  }

  /** Stops the process as a debugger or a long garbage collection would. */
  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
    drain();
  }

  private void accept(Runnable input) {
    inbox.add(input);
    drain();
  }

  private void drain() {
    while (!writing && !paused && !inbox.isEmpty()) {
      inbox.remove().run();
      if (inbox.isEmpty() || inbox.size() % 8 == 0) write();
    }
  }

  private void follow(long offset, long end, SlotEntry entry) {
    if (offset < nextOffset) return;
    nextOffset = offset + 1;
    if (fold.read(entry)) heed(entry);
    if (!caughtUp && nextOffset >= end) catchUp();
  }

  private void heed(SlotEntry entry) {
    if (entry.record() instanceof LeaderClaim claim) {
      if (caughtUp) apply(new LeadershipEvent.ClaimRead(claim));
      else standing = new LeadershipState.Following(claim.term(), Instant.MAX);
    } else if (caughtUp) apply(new LeadershipEvent.LeaderHeard());
  }

  private void catchUp() {
    caughtUp = true;
    standing = Leadership.caughtUp(standing.term(), now());
  }

  private void tickLater() {
    var living = life;
    stage
        .clock()
        .after(
            TICK,
            () -> {
              if (living != life) return;
              accept(this::tick);
              tickLater();
            });
  }

  private void tick() {
    if (!caughtUp) return;
    apply(new LeadershipEvent.Ticked());
    leading.ifPresent(this::openIfDue);
  }

  private void openIfDue(Leading leader) {
    var slot = stage.rules().schedule().slotAt(now());
    if (leader.state() instanceof StartingSlot starting
        && slot.isAfter(starting.ground().lastSlot()))
      leader.on(new SlotBegan(slot, stage.registry().activeIn(slot), leader.positions()), now());
  }

  private void apply(LeadershipEvent event) {
    var step = leadership.on(standing, event, now());
    standing = step.state();
    for (var effect : step.effects()) carryOut(effect);
  }

  private void carryOut(LeadershipEffect effect) {
    switch (effect) {
      case LeadershipEffect.AppendClaim append ->
          append(new Leader(append.claim().term(), name()), List.of(append.claim()));
      case LeadershipEffect.TakeOver _ -> takeOver();
      case LeadershipEffect.StepDown _ -> {
        leading = Optional.empty();
        inputs.stop();
      }
    }
  }

  private void takeOver() {
    var leader = new Leading(brain, watch, fold.state(), fold.inputs());
    leading = Optional.of(leader);
    watch.tookOver(fold.state());
    var living = life;
    inputs.start(
        fold.inputs(),
        (place, event) ->
            accept(() -> {
              if (living == life && isLedBy(leader)) take(leader, place, event);
            }));
  }

  private void take(Leading leader, Place place, SlotEvent event) {
    leader.passed(place.topic(), place.offset());
    leader.on(event, now());
    if (event instanceof SettlementChanged) leader.met(place.topic(), place.offset());
  }

  private void write() {
    if (leading.isEmpty() || writing) return;
    var leader = leading.get();
    for (var timer : leader.timersToArm(stage.rules().schedule())) arm(leader, timer);
    var records = leader.takeUnwritten();
    if (!records.isEmpty()) append(new Leader(standing.term(), name()), records);
  }

  private void arm(Leading leader, SlotTimer timer) {
    var living = life;
    var lateness = stage.dice().between(0, 3);
    // A timer is never early and often late: two that are due may fire in any order.
    stage
        .clock()
        .at(timer.at(), () -> stage.clock().after(lateness, () -> fire(living, leader, timer)));
  }

  private void fire(int living, Leading leader, SlotTimer timer) {
    accept(() -> {
      if (living == life && isLedBy(leader)) leader.fired(timer, now());
    });
  }

  /** Appends one batch; until its acknowledgement nothing else happens here. */
  private void append(Leader writer, List<SlotRecord> records) {
    writing = true;
    var living = life;
    var at = now();
    var landed = stage.network().landing(records.size());
    stage
        .clock()
        .after(
            stage.network().delay(),
            () -> {
              for (var record : records.subList(0, landed.records()))
                stage.topics().slot().append(new SlotEntry(writer, record, at));
              stage
                  .clock()
                  .after(
                      stage.network().delay(),
                      () -> {
                        if (living == life) acknowledge(landed.isKnown());
                      });
            });
  }

  private void acknowledge(boolean isKnown) {
    writing = false;
    apply(isKnown ? new LeadershipEvent.Written() : new LeadershipEvent.AppendFailed());
    if (!writing) write();
    drain();
  }

  private boolean isLedBy(Leading leader) {
    return leading.isPresent() && leading.get().equals(leader);
  }

  private Instant now() {
    return stage.clock().now();
  }
}
