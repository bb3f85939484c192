package network.superblock.devnet.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import network.superblock.embedded.Patience;

/** Services' processes that outlived the devnet that had started them, because it was killed. */
public final class Leftovers {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Leftovers() {}

  /** Ends those of a devnet that is known not to run any more. */
  public static void end(Path data) {
    var directory = directory(data.toAbsolutePath().normalize());
    if (!Files.isDirectory(directory)) return;
    try (var files = Files.newDirectoryStream(directory, "*.pid")) {
      for (var pid : files) process(pid).ifPresent(Leftovers::end);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory, e);
    }
  }

  static Path directory(Path data) {
    return data.resolve("processes");
  }

  static String mark(Path pid) {
    return "-Dsuperblock.process=" + pid;
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    Patience.until(PATIENCE, () -> !process.isAlive() || process.info().arguments().isEmpty());
  }

  private static Optional<ProcessHandle> process(Path pid) throws IOException {
    var number = Files.readString(pid).strip();
    if (!number.matches("\\d{1,18}")) return Optional.empty();
    // The number may belong to another process by now.
    return ProcessHandle.of(Long.parseLong(number)).filter(process -> isMarked(process, pid));
  }

  private static boolean isMarked(ProcessHandle process, Path pid) {
    return process
        .info()
        .arguments()
        .filter(arguments -> Arrays.asList(arguments).contains(mark(pid)))
        .isPresent();
  }
}
