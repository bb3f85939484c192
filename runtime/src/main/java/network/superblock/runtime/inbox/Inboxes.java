package network.superblock.runtime.inbox;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import network.superblock.runtime.lifecycle.ServiceStop;

/**
 * Opens a service's inboxes: measured, on the service's clock; one that fails stops the service.
 */
public final class Inboxes {

  private final InstantSource clock;
  private final MeterRegistry meters;
  private final ServiceStop serviceStop;

  public Inboxes(InstantSource clock, MeterRegistry meters, ServiceStop serviceStop) {
    this.clock = clock;
    this.meters = meters;
    this.serviceStop = serviceStop;
  }

  /** Opens an inbox; whoever opens it closes it. */
  public <E> Inbox<E> open(InboxOptions options, Step<E> step) {
    var inbox = Inbox.start(options, clock, measured(options, step));
    Gauge.builder("superblock.inbox.depth", inbox, Inbox::depth)
        .tag("inbox", options.name())
        .description("Messages that wait for a step")
        .register(meters);
    inbox
        .ended()
        .thenAccept(failure ->
            failure.ifPresent(
                cause -> serviceStop.because("The inbox " + options.name() + " failed", cause)));
    return inbox;
  }

  private <E> Step<E> measured(InboxOptions options, Step<E> step) {
    var duration =
        Timer.builder("superblock.inbox.step")
            .tag("inbox", options.name())
            .description("From taking a batch until its effects are durable")
            .publishPercentileHistogram()
            .register(meters);
    var size =
        DistributionSummary.builder("superblock.inbox.batch")
            .tag("inbox", options.name())
            .description("Events that one step takes")
            .register(meters);
    return events -> {
      size.record(events.size());
      var sample = Timer.start(meters);
      step.accept(events);
      sample.stop(duration);
    };
  }
}
