package network.superblock.runtime.failpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * The borders between what a service makes durable and what follows from it, by name. A test that
 * runs the service as a process names a directory; while a file named after a point is in it, the
 * process that comes there ends as by SIGKILL, or stands still; a test that runs the service in its
 * own JVM holds it by {@link HeldPoint}. Nothing else, no settings file and no environment
 * variable, switches them on: without both system properties they are off and cost a comparison.
 */
public final class Failpoints {

  /** The directory in which a test arms points: {@code -Dsuperblock.failpoints.directory=...}. */
  public static final String DIRECTORY = "superblock.failpoints.directory";

  /** Says that the process is a test's: {@code -Dsuperblock.failpoints.test-only=true}. */
  public static final String TEST_ONLY = "superblock.failpoints.test-only";

  private static final Optional<ArmedPoints> ARMED = configured();

  private Failpoints() {}

  /** Ends or holds the process if a test armed this point. */
  public static void reach(String point) {
    if (ARMED.isPresent()) ARMED.get().reach(point);
    if (HeldPoint.areAny()) HeldPoint.pass(point);
  }

  /** The same for the points {@code <point>.<kind>}, with the class names of what is under way. */
  public static void reach(String point, Collection<?> underWay) {
    if (ARMED.isEmpty() && !HeldPoint.areAny()) return;
    for (var each : underWay) reach(point + "." + each.getClass().getSimpleName());
  }

  /**
   * To be called when a process starts.
   *
   * @throws IllegalStateException if a directory is named in a process that is no test's
   */
  public static void requireAllowed() {
    if (System.getProperty(DIRECTORY) != null && !Boolean.getBoolean(TEST_ONLY))
      throw new IllegalStateException(
          DIRECTORY + " is set: failpoints are for tests, which say so with " + TEST_ONLY);
  }

  private static Optional<ArmedPoints> configured() {
    var directory = System.getProperty(DIRECTORY);
    if (directory == null || !Boolean.getBoolean(TEST_ONLY)) return Optional.empty();
    return Optional.of(Path.of(directory)).filter(Files::isDirectory).map(ArmedPoints::new);
  }
}
