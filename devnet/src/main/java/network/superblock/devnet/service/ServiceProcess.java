package network.superblock.devnet.service;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps a service's process running, until it is closed or has ended too often. */
final class ServiceProcess implements ServiceHost.Running {

  private static final Duration TO_STOP = Duration.ofSeconds(20);
  private static final int MOST_RESTARTS = 5;
  private static final Duration STEADY = Duration.ofSeconds(15);

  private final Launch launch;
  private final Consumer<String> notice;
  private final Consumer<String> ended;
  private Process process;
  private int restarts;
  private boolean closing;

  private ServiceProcess(
      Launch launch, Process process, Consumer<String> notice, Consumer<String> ended) {
    this.launch = launch;
    this.process = process;
    this.notice = notice;
    this.ended = ended;
  }

  static ServiceProcess start(Launch launch, Consumer<String> notice, Consumer<String> ended)
      throws IOException {
    var started = new ServiceProcess(launch, launch.run(), notice, ended);
    started.watch();
    return started;
  }

  private synchronized void watch() {
    var watched = process;
    var _ = watched.onExit().thenAccept(this::died);
    var later = CompletableFuture.delayedExecutor(STEADY.toSeconds(), SECONDS);
    var _ = CompletableFuture.runAsync(() -> forgiveRestarts(watched), later);
  }

  /** What runs for a while has overcome whatever ended it before. */
  private synchronized void forgiveRestarts(Process watched) {
    if (watched.equals(process) && watched.isAlive()) restarts = 0;
  }

  private synchronized void died(Process dead) {
    if (closing) return;
    var what =
        "%s ended with code %d, see %s"
            .formatted(launch.label(), dead.exitValue(), launch.files().log());
    if (restarts == MOST_RESTARTS) {
      ended.accept(what);
      return;
    }
    // Longer each time: what it stumbles over may need time to go away.
    var pause = 1L << restarts;
    restarts++;
    notice.accept(what + "; it is started again in " + pause + " s");
    var later = CompletableFuture.delayedExecutor(pause, SECONDS);
    var _ = CompletableFuture.runAsync(this::launchAgain, later);
  }

  private synchronized void launchAgain() {
    if (closing) return;
    try {
      process = launch.run();
      watch();
    } catch (IOException e) {
      ended.accept("%s cannot be started again: %s".formatted(launch.label(), e.getMessage()));
    }
  }

  @Override
  public void close() {
    var running = lastProcess();
    running.destroy();
    try {
      if (running.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) return;
      running.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Process lastProcess() {
    closing = true;
    return process;
  }
}
