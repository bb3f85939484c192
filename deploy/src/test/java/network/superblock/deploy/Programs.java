package network.superblock.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Programs that a developer may have. What needs one that is not there is left out, and says so.
 */
public final class Programs {

  /** What a program said, both outputs in one, and how it ended. */
  public record Ended(int code, String output) {}

  private Programs() {}

  /**
   * Runs a program of the PATH and waits for its end.
   *
   * @param directory where it runs
   */
  public static Ended run(Path directory, String... command) throws IOException {
    assumeTrue(isOnPath(command[0]), () -> command[0] + " is not on the PATH: left out");
    return runAnyway(directory, List.of(command));
  }

  /** The same for a program that every machine has. */
  public static Ended runAnyway(Path directory, List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      return new Ended(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
