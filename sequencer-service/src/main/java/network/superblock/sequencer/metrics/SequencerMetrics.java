package network.superblock.sequencer.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.scp.ParticipantState;
import network.superblock.protocol.sequencer.Alarm;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Drafting;
import network.superblock.sequencer.SequencerObserver;

/** Votes, blocks and alarms as meters. Confined to the driver's thread. */
public final class SequencerMetrics implements SequencerObserver {

  private final MeterRegistry meters;
  private final SlotSchedule schedule;
  private final AtomicLong slot;
  private final AtomicLong draftEntries;
  private Optional<Instant> locked = Optional.empty();

  public SequencerMetrics(MeterRegistry meters, SlotSchedule schedule) {
    this.meters = meters;
    this.schedule = schedule;
    this.slot = gauge("superblock.sequencer.slot");
    this.draftEntries = gauge("superblock.sequencer.draft.entries");
  }

  @Override
  public void stepped(
      SequencerEvent event, SequencerState before, SequencerState after, Instant now) {
    slot.set(after.memory().slot().value());
    draftEntries.set(after instanceof Drafting d ? d.draft().entries().size() : 0);
    noteInstance(before, after, now);
    switch (event) {
      case SequencerEvent.BlockSealed(var block) -> {
        Instant cutover = schedule.cutoverOf(block.slot());
        timer("superblock.sequencer.sealing").record(between(cutover, now));
        meters.counter("superblock.sequencer.blocks", "outcome", "sealed").increment();
      }
      case SequencerEvent.SealingFailed _ ->
          meters.counter("superblock.sequencer.blocks", "outcome", "failed").increment();
      case SequencerEvent.VerdictReceived(BlockVerdict.Accepted _) ->
          meters.counter("superblock.sequencer.blocks", "outcome", "accepted").increment();
      case SequencerEvent.VerdictReceived(BlockVerdict.Rejected _) ->
          meters.counter("superblock.sequencer.blocks", "outcome", "rejected").increment();
      case SequencerEvent.SlotRecordRead _,
          SequencerEvent.CircReceived _,
          SequencerEvent.LocalTransactionOffered _,
          SequencerEvent.SimulationEnded _,
          SequencerEvent.VotingTimedOut _,
          SequencerEvent.NodeReady _,
          SequencerEvent.ParentMissing _,
          SequencerEvent.VerdictOverdue _ -> {}
    }
  }

  @Override
  public void alarmed(Alarm alarm, Instant now) {
    meters
        .counter("superblock.sequencer.alarms", "kind", alarm.getClass().getSimpleName())
        .increment();
  }

  private void noteInstance(SequencerState before, SequencerState after, Instant now) {
    if (!(after instanceof BuildingLocked running)) {
      locked = Optional.empty();
      return;
    }
    boolean isNew =
        !(before instanceof BuildingLocked earlier)
            || !earlier.instance().leg().equals(running.instance().leg());
    if (isNew) locked = Optional.of(now);
    boolean hadVoted =
        !isNew
            && before instanceof BuildingLocked earlier
            && earlier.instance() instanceof ParticipantState.Voted;
    if (!hadVoted && running.instance() instanceof ParticipantState.Voted voted)
      voted(voted.ballot(), now);
  }

  private void voted(Ballot ballot, Instant now) {
    String outcome =
        switch (ballot) {
          case Ballot.Commit _ -> "commit";
          case Ballot.Abort(var refusal) -> refusal.cause().name().toLowerCase(Locale.ROOT);
        };
    meters.counter("superblock.sequencer.votes", "ballot", outcome).increment();
    locked.ifPresent(since -> timer("superblock.sequencer.voting").record(between(since, now)));
  }

  private static Duration between(Instant from, Instant to) {
    Duration elapsed = Duration.between(from, to);
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }

  private Timer timer(String name) {
    return Timer.builder(name).publishPercentileHistogram().register(meters);
  }

  private AtomicLong gauge(String name) {
    return meters.gauge(name, new AtomicLong());
  }
}
