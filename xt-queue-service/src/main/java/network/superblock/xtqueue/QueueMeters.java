package network.superblock.xtqueue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import network.superblock.xtqueue.admission.Admission;
import network.superblock.xtqueue.postgres.XtReader.Depth;
import network.superblock.xtqueue.simulation.Simulation;
import network.superblock.xtqueue.xt.XtNews;

/** What operators watch of the queue. Safe for many threads. */
public final class QueueMeters {

  private final MeterRegistry meters;
  private final InstantSource clock;
  private volatile Depth depth = new Depth(0, null);
  private volatile boolean leads;

  public QueueMeters(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
    Gauge.builder("superblock.queue.depth", this, self -> self.depth.waiting())
        .description("xTs that wait to be started")
        .register(meters);
    Gauge.builder("superblock.queue.oldest", this, self -> self.ageOfOldest())
        .description("How long the oldest of them has waited")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("superblock.queue.leads", this, self -> self.leads ? 1 : 0)
        .description("1 at the replica that folds the log and writes offers")
        .register(meters);
  }

  void leads(boolean now) {
    leads = now;
  }

  /** The depth as it was looked at last. */
  public void depth(Depth current) {
    depth = current;
  }

  public void answered(Admission answer) {
    var result =
        switch (answer) {
          case Admission.Queued _ -> "queued";
          case Admission.AlreadyKnown _ -> "known";
          case Admission.Refused refused -> refused.reason().name().toLowerCase(Locale.ROOT);
        };
    meters.counter("superblock.queue.admissions", "result", result).increment();
  }

  public void simulated(Simulation simulation) {
    var result =
        switch (simulation) {
          case Simulation.Decided decided -> decided.decision().isCommit() ? "commits" : "aborts";
          case Simulation.Refused _ -> "refused";
          case Simulation.Silent _ -> "sequencer_silent";
          case Simulation.Declined _ -> "sequencer_declined";
          case Simulation.TooDeep _ -> "too_deep";
          case Simulation.TooSlow _ -> "too_slow";
          case Simulation.Busy _ -> "busy";
        };
    meters.counter("superblock.queue.simulations", "result", result).increment();
  }

  /** Counts what becomes of xTs: starts, requeues, expiries and all their other ends. */
  public void happened(XtNews news) {
    meters
        .counter("superblock.queue.events", "event", news.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  public void expired(int xts) {
    meters.counter("superblock.queue.events", "event", "expired").increment(xts);
  }

  public void offered(int xts) {
    meters.counter("superblock.queue.offers").increment(xts);
  }

  public void withdrawn(int offers) {
    meters.counter("superblock.queue.withdrawals").increment(offers);
  }

  private double ageOfOldest() {
    Instant oldest = depth.oldest();
    if (oldest == null) return 0;
    return Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }
}
