package network.superblock.xtqueue;

import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Supplier;
import network.superblock.runtime.http.News;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.runtime.lifecycle.BackOff;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.xtqueue.fold.DeposedException;
import network.superblock.xtqueue.postgres.QueueSession;
import network.superblock.xtqueue.postgres.XtReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica's share in leading the queue: it holds a session, hears there what others wrote, and
 * leads while the session has the lock. Whoever loses the session leads no more; should it still
 * believe so, the store's epoch refuses what it writes.
 */
final class QueueReplica implements Activity {

  private static final Logger log = LoggerFactory.getLogger(QueueReplica.class);
  private static final long BETWEEN_LOOKS_MILLIS = 500;
  private static final int LOOKS_BETWEEN_COUNTS = 10;

  private final ConnectionFactory connections;
  private final Supplier<Leading> leads;
  private final Observers observers;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Leading leading;

  /** Who is told what changes in the store, and what goes wrong. */
  record Observers(News news, XtReader reader, QueueMeters meters, ServiceStop serviceStop) {}

  QueueReplica(ConnectionFactory connections, Supplier<Leading> leads, Observers observers) {
    this.connections = connections;
    this.leads = leads;
    this.observers = observers;
  }

  @Override
  public void start() {
    var starting = Thread.ofPlatform().daemon().name("queue-replica").unstarted(this::run);
    // Before it runs: it ends as soon as it finds that nobody wants it.
    thread = starting;
    starting.start();
  }

  @Override
  public void stop() {
    var running = thread;
    thread = null;
    if (running == null) return;
    running.interrupt();
    try {
      running.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var failures = 0;
    while (isWanted()) {
      try (var session = QueueSession.open(connections, this::heard)) {
        if (failures > 0) log.info("goes on");
        failures = 0;
        // What was told while nobody listened.
        heard();
        stay(session);
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        if (!isWanted()) return;
        if (!isPassing(e)) {
          observers.serviceStop().because("The queue cannot go on", e);
          return;
        }
        if (failures++ == 0) log.warn("waits, to try again: {}", Reason.of(e));
      }
      if (!paused(failures)) return;
    }
  }

  private void stay(QueueSession session) throws InterruptedException {
    try {
      for (var looks = 0; ; looks++) {
        look(session);
        if (looks % LOOKS_BETWEEN_COUNTS == 0)
          observers.meters().depth(observers.reader().depth().blockOptional().orElseThrow());
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } finally {
      endLead();
    }
  }

  private void look(QueueSession session) {
    var leads = leading;
    if (leads == null) {
      if (session.tryLead()) beginLead();
      return;
    }
    session.ping();
    leads.failure().ifPresent(QueueReplica::rethrow);
  }

  private void beginLead() {
    leading = leads.get();
    observers.meters().leads(true);
  }

  private void endLead() {
    var leads = leading;
    leading = null;
    observers.meters().leads(false);
    if (leads == null) return;
    // It may take a while, and must not be cut short by what ended it.
    var interrupted = Thread.interrupted();
    leads.close();
    if (interrupted) Thread.currentThread().interrupt();
  }

  /** Something happened to an xT, here or at another replica. */
  private void heard() {
    observers.news().tell();
    var leads = leading;
    if (leads != null) leads.storeChanged();
  }

  private boolean isWanted() {
    return thread != null;
  }

  private static boolean isPassing(RuntimeException failure) {
    return failure instanceof DeposedException || Outage.is(failure);
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("the lead ended", failure);
    }
  }

  private static boolean paused(int failures) {
    try {
      Thread.sleep(BackOff.DEFAULT.after(Math.max(1, failures)));
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }
}
