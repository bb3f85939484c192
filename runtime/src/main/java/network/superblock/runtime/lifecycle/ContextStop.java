package network.superblock.runtime.lifecycle;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ConfigurableApplicationContext;

/** Stops a service by closing its context. The first reason counts. */
final class ContextStop implements ServiceStop {

  private static final Logger log = LoggerFactory.getLogger(ContextStop.class);

  private final ConfigurableApplicationContext context;
  private final boolean ownProcess;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /**
   * Stops the service of one context.
   *
   * @param ownProcess whether the process ends with the service, with exit code 1
   */
  ContextStop(ConfigurableApplicationContext context, boolean ownProcess) {
    this.context = context;
    this.ownProcess = ownProcess;
  }

  @Override
  public void because(String what, Throwable failure) {
    if (!stopped.compareAndSet(false, true)) return;
    log.error("{}: the service stops", what, failure);
    // A thread of its own: the caller may be one that the context waits for while it closes.
    Thread.ofPlatform().name("service-stop").start(this::stop);
  }

  private void stop() {
    if (context.isActive()) AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
    var code = SpringApplication.exit(context, () -> 1);
    if (ownProcess) System.exit(code);
  }
}
