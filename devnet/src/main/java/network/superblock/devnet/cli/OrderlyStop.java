package network.superblock.devnet.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.superblock.devnet.ground.Closing;

/** Stops everything when the process ends, however it ends, and also while it still starts. */
final class OrderlyStop {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Closing closing = new Closing();
  private final CountDownLatch startEnded = new CountDownLatch(1);
  private final Terminal terminal;

  private OrderlyStop(Terminal terminal) {
    this.terminal = terminal;
  }

  static OrderlyStop atExit(Terminal terminal) {
    var stop = new OrderlyStop(terminal);
    Runtime.getRuntime().addShutdownHook(new Thread(stop::run, "stop"));
    return stop;
  }

  /** What to close. */
  Closing closing() {
    return closing;
  }

  /** Nothing more is being started. */
  void startEnded() {
    startEnded.countDown();
  }

  private void run() {
    if (closing.isEmpty()) return;
    terminal.say("stopping: the services first, then what they stand on");
    closing.close();
    try {
      // A part that was starting right now must be let go before the process is gone, or it stays.
      var _ = startEnded.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.say("stopped; everything is kept for the next start");
  }
}
