package network.superblock.runtime.lifecycle;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Starts a service's activities, in order, once everything that it depends on has been there, and
 * stops them in the opposite order. The service is not ready before.
 */
public final class Activities implements SmartLifecycle, HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(Activities.class);

  private final List<Activity> activities;
  private final List<DependencyWatch> dependencies;
  private final ServiceStop serviceStop;
  private final BackOff backOff;
  private volatile boolean started;
  private volatile @Nullable Thread starter;

  public Activities(
      List<Activity> activities,
      List<DependencyWatch> dependencies,
      ServiceStop serviceStop,
      BackOff backOff) {
    this.activities = List.copyOf(activities);
    this.dependencies = List.copyOf(dependencies);
    this.serviceStop = serviceStop;
    this.backOff = backOff;
  }

  @Override
  public synchronized void start() {
    if (isRunning()) return;
    starter = Thread.ofPlatform().daemon().name("activities").start(this::startAll);
  }

  @Override
  public void stop() {
    var thread = starter;
    starter = null;
    started = false;
    if (thread == null) return;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    activities.reversed().forEach(this::stop);
  }

  @Override
  public boolean isRunning() {
    return starter != null;
  }

  @Override
  public int getPhase() {
    return Phases.ACTIVITIES;
  }

  @Override
  public Health health() {
    if (started) return Health.up().build();
    var missing =
        dependencies.stream()
            .filter(dependency -> !(dependency.availability() instanceof Availability.Available))
            .map(DependencyWatch::name)
            .collect(joining(", "));
    var reason = missing.isEmpty() ? "starting" : "waiting for " + missing;
    return Health.outOfService().withDetail("reason", reason).build();
  }

  private void startAll() {
    try {
      for (var dependency : dependencies) dependency.opened().toCompletableFuture().get();
      for (var activity : activities) start(activity);
      started = true;
      if (!activities.isEmpty()) log.info("at work");
    } catch (InterruptedException _) {
      // Stopped before it could start.
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      serviceStop.because("The service could not start its work", e);
    }
  }

  private void start(Activity activity) throws Exception {
    for (var failures = 1; ; failures++) {
      try {
        activity.start();
        return;
      } catch (UnavailableException e) {
        log.warn("{} cannot start yet: {}", activity.getClass().getSimpleName(), Reason.of(e));
      }
      Thread.sleep(backOff.after(failures));
    }
  }

  private void stop(Activity activity) {
    try {
      activity.stop();
    } catch (RuntimeException e) {
      log.warn("{} did not stop in good order", activity.getClass().getSimpleName(), e);
    }
  }
}
