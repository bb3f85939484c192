package network.superblock.runtime.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.superblock.runtime.lifecycle.Availability.Available;
import network.superblock.runtime.lifecycle.Availability.Lost;
import network.superblock.runtime.lifecycle.Availability.Waiting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Opens a dependency as soon as it can be reached, then looks whether it still answers. Says so in
 * the service's health, and in one log line whenever that changes.
 */
public final class DependencyWatch implements SmartLifecycle, HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(DependencyWatch.class);

  private final Dependency dependency;
  private final BackOff backOff;
  private final Duration interval;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private volatile Availability availability = new Waiting("not tried yet");
  private volatile @Nullable Thread thread;

  /**
   * Watches over a dependency once it is started.
   *
   * @param backOff between attempts to open it
   * @param interval between looks at it afterwards
   */
  public DependencyWatch(Dependency dependency, BackOff backOff, Duration interval) {
    this.dependency = dependency;
    this.backOff = backOff;
    this.interval = interval;
  }

  public static DependencyWatch of(Dependency dependency) {
    return new DependencyWatch(dependency, BackOff.DEFAULT, Duration.ofSeconds(2));
  }

  public String name() {
    return dependency.name();
  }

  public Availability availability() {
    return availability;
  }

  /** Completes once it has been opened; it may be lost again later. */
  public CompletionStage<Void> opened() {
    return opened.minimalCompletionStage();
  }

  @Override
  public synchronized void start() {
    if (isRunning()) return;
    thread = Thread.ofVirtual().name(name() + "-watch").start(this::run);
  }

  @Override
  public synchronized void stop() {
    var running = thread;
    thread = null;
    if (running != null) running.interrupt();
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Before everything that uses it. */
  @Override
  public int getPhase() {
    return Phases.DEPENDENCIES;
  }

  @Override
  public Health health() {
    return switch (availability) {
      case Available _ -> Health.up().build();
      case Waiting(var reason) -> Health.down().withDetail("reason", reason).build();
      case Lost(var reason) -> Health.down().withDetail("reason", reason).build();
    };
  }

  private void run() {
    try {
      open();
      while (true) {
        Thread.sleep(interval);
        probe();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void open() throws InterruptedException {
    for (var failures = 1; ; failures++) {
      try {
        dependency.open();
        availability = new Available();
        log.info("{} is there", name());
        opened.complete(null);
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        var reason = Reason.of(e);
        // The reason may differ from try to try; what the operator must know is said once.
        if (failures == 1)
          log.warn("{} cannot be reached yet; trying until it can: {}", name(), reason);
        availability = new Waiting(reason);
      }
      Thread.sleep(backOff.after(failures));
    }
  }

  private void probe() throws InterruptedException {
    try {
      dependency.probe();
      if (!(availability instanceof Available)) log.info("{} is back", name());
      availability = new Available();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // A probe that was cut off by the stop tells nothing.
      if (!isRunning()) return;
      var reason = Reason.of(e);
      if (availability instanceof Available)
        log.warn("{} does not answer any more: {}", name(), reason);
      availability = new Lost(reason);
    }
  }
}
