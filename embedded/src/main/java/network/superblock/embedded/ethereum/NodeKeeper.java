package network.superblock.embedded.ethereum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import network.superblock.embedded.Leash;
import network.superblock.embedded.Patience;
import network.superblock.embedded.StartFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one anvil running, from its start until it is told to stop. */
final class NodeKeeper {

  private static final Logger log = LoggerFactory.getLogger(NodeKeeper.class);
  private static final Duration TO_ANSWER = Duration.ofSeconds(20);
  private static final Duration TO_LEAVE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_COPIES = Duration.ofSeconds(2);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final AnvilCommand command;
  private final Thread watch;
  private volatile Process process;
  private volatile boolean stopped;

  private NodeKeeper(AnvilCommand command) throws IOException {
    this.command = command;
    this.process = launch(command);
    this.watch = Thread.ofVirtual().name("anvil-" + command.port().number()).unstarted(this::watch);
  }

  /**
   * Starts the process and returns when it answers.
   *
   * @throws StartFailedException with what it has written to its log
   */
  static NodeKeeper start(AnvilCommand command) {
    try {
      command.directory().state().repair();
      var keeper = new NodeKeeper(command);
      keeper.awaitFirstAnswer();
      keeper.watch.start();
      return keeper;
    } catch (IOException e) {
      throw new StartFailedException("cannot run " + command.program(), e);
    }
  }

  private static Process launch(AnvilCommand command) throws IOException {
    var directory = command.directory();
    var process =
        new ProcessBuilder(command.line())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(directory.log().toFile()))
            .start();
    directory.record(process.toHandle());
    var leash = Leash.on(process.toHandle(), "TERM");
    var _ = process.onExit().thenRun(leash::close);
    return process;
  }

  private void awaitFirstAnswer() {
    var probe = probe();
    Patience.until(TO_ANSWER, () -> !process.isAlive() || probe.isAnswered());
    if (process.isAlive() && probe.isAnswered()) return;
    current().kill();
    throw new StartFailedException(
        "anvil did not start on port %d:%n%s"
            .formatted(command.port().number(), command.directory().endOfLog()));
  }

  /** Waits until the node answers, as it does again some time after a kill. */
  boolean awaitAnswer() {
    return Patience.until(TO_ANSWER, probe()::isAnswered);
  }

  private JsonRpcProbe probe() {
    var rpc = URI.create("http://127.0.0.1:" + command.port().number());
    return new JsonRpcProbe(rpc, command.options().genesis().chainId());
  }

  NodeProcess current() {
    return new NodeProcess(process.toHandle());
  }

  private void watch() {
    var pause = SHORTEST_PAUSE;
    try {
      while (!stopped) {
        if (process.waitFor(BETWEEN_COPIES.toMillis(), TimeUnit.MILLISECONDS)) {
          TimeUnit.MILLISECONDS.sleep(pause.toMillis());
          pause = longer(pause);
          launchAgain();
        } else {
          backUp();
          pause = SHORTEST_PAUSE;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // A copy that cannot be made is no reason to leave the node alone.
  private void backUp() {
    try {
      command.directory().state().backUp();
    } catch (UncheckedIOException e) {
      if (!stopped) log.warn("no copy of the chain of {}", command.port(), e);
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private synchronized void launchAgain() {
    if (stopped) return;
    log.warn(
        "anvil on port {} ended with status {}: starting it again",
        command.port().number(),
        process.exitValue());
    try {
      command.directory().state().repair();
      process = launch(command);
    } catch (IOException | UncheckedIOException | StartFailedException e) {
      log.error("anvil on port {} cannot be started again", command.port().number(), e);
    }
  }

  synchronized void stop() {
    stopped = true;
    watch.interrupt();
    current().stop();
    // A process loses its command line a moment before its sockets.
    Patience.until(TO_LEAVE, command.port()::isFree);
  }
}
