package network.superblock.runtime.failpoint;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The points that are armed by files: {@code halt} or {@code pause} stands in the file named after
 * the point. Who comes there renames it to {@code <point>.reached}, so that it works once, and a
 * pause lasts until somebody deletes that.
 */
final class ArmedPoints {

  /** As of a process that SIGKILL ended. */
  private static final int KILLED = 137;

  private static final String REACHED = ".reached";
  private static final Duration LOOK = Duration.ofMillis(5);

  private final Path directory;

  ArmedPoints(Path directory) {
    this.directory = directory;
  }

  void reach(String point) {
    var armed = directory.resolve(point);
    if (!Files.exists(armed)) return;
    var reached = directory.resolve(point + REACHED);
    try {
      var action = Files.readString(armed).strip();
      Files.move(armed, reached, ATOMIC_MOVE);
      switch (action) {
        case "halt" -> Runtime.getRuntime().halt(KILLED);
        case "pause" -> hold(reached);
        default -> throw new IllegalStateException("no action of a failpoint: " + action);
      }
    } catch (NoSuchFileException _) {
      // Another thread was faster.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read failpoint " + armed, e);
    }
  }

  private static void hold(Path reached) {
    while (Files.exists(reached) && !Thread.currentThread().isInterrupted())
      LockSupport.parkNanos(LOOK.toNanos());
  }
}
