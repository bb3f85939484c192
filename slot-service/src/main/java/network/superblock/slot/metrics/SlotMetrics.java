package network.superblock.slot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.SlotSchedule;
import network.superblock.protocol.leadership.LeadershipState;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.slot.SlotState;
import network.superblock.slot.SlotInput.LogRead;
import network.superblock.slot.SlotObserver;

/** Slots, decisions and leadership as meters, from the log. Confined to the driver's thread. */
public final class SlotMetrics implements SlotObserver {

  private final MeterRegistry meters;
  private final SlotSchedule schedule;
  private final Map<InstanceId, Instant> started = new HashMap<>();
  private final AtomicLong slot;
  private final AtomicLong superblock;
  private final AtomicLong term;
  private final AtomicLong leading;
  private final AtomicLong running;

  public SlotMetrics(MeterRegistry meters, SlotSchedule schedule) {
    this.meters = meters;
    this.schedule = schedule;
    this.slot = gauge("superblock.slot.number");
    this.superblock = gauge("superblock.superblock.number");
    this.term = gauge("superblock.leader.term");
    this.leading = gauge("superblock.leader.leading");
    this.running = gauge("superblock.scp.running");
  }

  @Override
  public void folded(LogRead read, SlotState state) {
    switch (read.record()) {
      case LeaderClaim claim -> term.set(claim.term().value());
      case Opens opens -> {
        slot.set(opens.slot().value());
        started.clear();
        timer("superblock.slot.start.lag").record(since(schedule.startOf(opens.slot()), read));
      }
      case StartSc start -> started.put(start.instance(), read.at());
      case Decided decided -> decided(decided, read);
      case RequestSeal seal ->
          timer("superblock.slot.cutover.lag").record(since(schedule.cutoverOf(seal.slot()), read));
      case SlotClosed closed -> closed(closed, read);
    }
    running.set(started.size());
  }

  @Override
  public void written(List<SlotRecord> records, Duration took) {
    timer("superblock.slot.append").record(took);
    meters.counter("superblock.slot.records").increment(records.size());
  }

  @Override
  public void standing(LeadershipState standing) {
    leading.set(standing instanceof LeadershipState.Leading ? 1 : 0);
  }

  private void decided(Decided decided, LogRead read) {
    var outcome = outcome(decided.decision());
    meters.counter("superblock.scp.decisions", "outcome", outcome).increment();
    var startedAt = started.remove(decided.instance());
    if (startedAt != null)
      meters.timer("superblock.scp.duration", "outcome", outcome).record(since(startedAt, read));
  }

  private void closed(SlotClosed closed, LogRead read) {
    superblock.set(closed.ledger().number().value());
    var outcome =
        switch (closed.outcome()) {
          case Outcome.Built _ -> "built";
          case Outcome.Failed _ -> "failed";
          case Outcome.RolledBack _ -> "rolled_back";
        };
    meters.counter("superblock.slot.closed", "outcome", outcome).increment();
    meters.counter("superblock.slot.requeued").increment(closed.requeued().size());
    timer("superblock.slot.sealing").record(since(schedule.cutoverOf(closed.slot()), read));
  }

  private static String outcome(Decision decision) {
    return switch (decision) {
      case Decision.Commit _ -> "committed";
      case Decision.Abort(AbortReason.VotedDown _) -> "voted_down";
      case Decision.Abort(AbortReason.MailboxMismatch _) -> "mailbox_mismatch";
      case Decision.Abort(AbortReason.TimedOut _) -> "timeout";
      case Decision.Abort(AbortReason.CutOff _) -> "cutover";
      case Decision.Abort(AbortReason.SlotOver _) -> "slot_over";
      case Decision.Abort(AbortReason.RolledBack _) -> "rollback";
    };
  }

  private static Duration since(Instant instant, LogRead read) {
    var elapsed = Duration.between(instant, read.at());
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }

  private Timer timer(String name) {
    return Timer.builder(name).publishPercentileHistogram().register(meters);
  }

  private AtomicLong gauge(String name) {
    return meters.gauge(name, new AtomicLong());
  }
}
