package network.superblock.embedded.ethereum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import network.superblock.embedded.Patience;

/** A running anvil and the signals that it understands. */
record NodeProcess(ProcessHandle handle) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  boolean runs(Path state) {
    return handle
        .info()
        .arguments()
        .map(Arrays::asList)
        .filter(arguments -> arguments.contains(state.toString()))
        .isPresent();
  }

  /** Asks it to write its chain and end; ends it by force when it does not. */
  void stop() {
    // One that is paused would not hear it.
    signal("CONT");
    handle.destroy();
    if (!Patience.until(PATIENCE, this::isGone)) kill();
  }

  /** Ends it in the middle of whatever it does. */
  void kill() {
    handle.destroyForcibly();
    Patience.until(PATIENCE, this::isGone);
  }

  void pause() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  // An orphan's remains may never be collected: they count as alive, but have no command line.
  private boolean isGone() {
    return !handle.isAlive() || handle.info().arguments().isEmpty();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(handle.pid()))
          .redirectErrorStream(true)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal process " + handle.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
