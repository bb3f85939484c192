package network.superblock.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.Term;
import network.superblock.protocol.leadership.Leadership;
import network.superblock.protocol.leadership.LeadershipEffect;
import network.superblock.protocol.leadership.LeadershipEvent;
import network.superblock.protocol.leadership.LeadershipRules;
import network.superblock.protocol.leadership.LeadershipState;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.slot.SlotEvent.SlotBegan;
import network.superblock.protocol.slot.SlotProtocol;
import network.superblock.protocol.slot.SlotRules;
import network.superblock.protocol.slot.SlotState.StartingSlot;
import network.superblock.protocol.slot.SlotTimer;
import network.superblock.runtime.failpoint.Failpoints;
import network.superblock.runtime.kafka.AppendFailedException;
import network.superblock.slot.SlotInput.CaughtUp;
import network.superblock.slot.SlotInput.InputPassed;
import network.superblock.slot.SlotInput.InputRead;
import network.superblock.slot.SlotInput.LogRead;
import network.superblock.slot.SlotInput.Ticked;
import network.superblock.slot.SlotInput.TimerFired;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps the slot protocol, a batch of inputs at a time. A replica always folds the log; while it
 * leads, it is ahead of the fold by the records that the broker has acknowledged. Confined to the
 * inbox's thread.
 */
public final class SlotDriver {

  private static final Logger log = LoggerFactory.getLogger(SlotDriver.class);
  private static final Duration TICK = Duration.ofMillis(100);

  private final SlotProtocol protocol;
  private final SlotSchedule schedule;
  private final Leadership leadership;
  private final SlotPorts ports;
  private final InstantSource clock;
  private final LogFold fold;
  private LeadershipState standing = new LeadershipState.Following(new Term(0), Instant.MAX);
  private Optional<Leader> leader = Optional.empty();
  private boolean caughtUp;

  public SlotDriver(
      SlotRules rules,
      LeadershipRules replicas,
      Ledger genesis,
      SlotPorts ports,
      InstantSource clock) {
    this.protocol = new SlotProtocol(rules);
    this.schedule = rules.schedule();
    this.leadership = new Leadership(replicas);
    this.ports = ports;
    this.clock = clock;
    this.fold = new LogFold(genesis, schedule.scpTimer());
  }

  /** Takes what came in, in order; whatever it leads to is in the log when this returns. */
  public void accept(List<SlotInput> batch) throws InterruptedException {
    for (var input : batch) take(input);
    write();
  }

  private void take(SlotInput input) throws InterruptedException {
    switch (input) {
      case LogRead read -> follow(read);
      case CaughtUp _ -> {
        caughtUp = true;
        standing = Leadership.caughtUp(standing.term(), clock.instant());
        log.info("the log is read to its end, term {}", standing.term());
        ports.observer().standing(standing);
        tick();
      }
      case InputRead read -> leaderOf(read.term()).ifPresent(l -> l.read(read, clock.instant()));
      case InputPassed passed ->
          leaderOf(passed.term()).ifPresent(l -> l.passed(passed.partition(), passed.offset()));
      case TimerFired fired ->
          leaderOf(fired.term()).ifPresent(l -> l.fired(fired.timer(), clock.instant()));
      case Ticked _ -> tick();
    }
  }

  private void follow(LogRead read) throws InterruptedException {
    fold.read(read).ifPresent(state -> ports.observer().folded(read, state));
    if (read.record() instanceof LeaderClaim claim) {
      // What this replica still holds belongs before a claim that ends its leadership.
      write();
      if (caughtUp) apply(new LeadershipEvent.ClaimRead(claim));
      else standing = new LeadershipState.Following(claim.term(), Instant.MAX);
    } else if (caughtUp) apply(new LeadershipEvent.LeaderHeard());
  }

  private void tick() throws InterruptedException {
    var now = clock.instant();
    apply(new LeadershipEvent.Ticked());
    leader.ifPresent(l -> openIfDue(l, now));
    var nextSlot = schedule.startOf(schedule.slotAt(now).next());
    var nextTick = now.plus(TICK);
    ports.alarms().at(nextSlot.isBefore(nextTick) ? nextSlot : nextTick, new Ticked());
  }

  private void openIfDue(Leader l, Instant now) {
    var slot = schedule.slotAt(now);
    // Past its cutover it would be sealed before any sequencer could draft a block for it.
    if (!now.isBefore(schedule.cutoverOf(slot))) return;
    if (l.state() instanceof StartingSlot starting && slot.isAfter(starting.ground().lastSlot()))
      ports
          .rollups()
          .activeIn(slot)
          .ifPresent(active -> l.on(new SlotBegan(slot, active, l.positions()), now));
  }

  private void write() throws InterruptedException {
    if (leader.isEmpty()) return;
    var leading = leader.get();
    for (var timer : leading.timersToArm(schedule)) arm(leading, timer);
    var records = leading.takeUnwritten();
    if (!records.isEmpty() && append(leading.term(), records)) apply(new LeadershipEvent.Written());
  }

  private void arm(Leader leading, SlotTimer timer) {
    ports.alarms().at(timer.at(), new TimerFired(leading.term(), timer));
  }

  private boolean append(Term term, List<SlotRecord> records) throws InterruptedException {
    var now = clock.instant();
    try {
      Failpoints.reach("slot.decided", records);
      ports.journal().append(term, records);
      Failpoints.reach("slot.acknowledged", records);
      ports.observer().written(records, Duration.between(now, clock.instant()));
      return true;
    } catch (AppendFailedException e) {
      log.warn("term {} ends: the log did not acknowledge: {}", term, e.getMessage());
      apply(new LeadershipEvent.AppendFailed());
      return false;
    }
  }

  private void apply(LeadershipEvent event) throws InterruptedException {
    var step = leadership.on(standing, event, clock.instant());
    var before = standing;
    standing = step.state();
    if (!before.getClass().equals(standing.getClass())) {
      log.info("{} -> {}", before, standing);
      ports.observer().standing(standing);
    }
    for (var effect : step.effects()) carryOut(effect);
  }

  private void carryOut(LeadershipEffect effect) throws InterruptedException {
    switch (effect) {
      case LeadershipEffect.AppendClaim append -> {
        if (append(append.claim().term(), List.of(append.claim())))
          apply(new LeadershipEvent.Written());
      }
      case LeadershipEffect.TakeOver _ -> {
        leader = Optional.of(new Leader(standing.term(), protocol, fold.state(), fold.inputs()));
        ports.inputs().start(standing.term(), fold.inputs());
      }
      case LeadershipEffect.StepDown _ -> {
        leader = Optional.empty();
        ports.inputs().stop();
      }
    }
  }

  private Optional<Leader> leaderOf(Term term) {
    return leader.filter(l -> l.term().equals(term));
  }
}
