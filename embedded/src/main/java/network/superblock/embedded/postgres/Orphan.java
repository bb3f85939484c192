package network.superblock.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import network.superblock.embedded.Patience;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived the JVM that had started it, because that was killed. */
record Orphan(ProcessHandle process, Path pidFile) {

  private static final Logger log = LoggerFactory.getLogger(Orphan.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The server that still runs on a data directory whose lock nobody holds. */
  static Optional<Orphan> of(Path data) {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) return Optional.empty();
    try (var lines = Files.lines(file)) {
      return lines
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
          .filter(Orphan::isPostgres)
          .map(process -> new Orphan(process, file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  // The number may belong to another process by now.
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(path -> path.endsWith("/postgres")).isPresent();
  }

  /** Asks it to close its clients' connections and stop; ends it by force when it does not. */
  void stop() {
    log.info("stopping the Postgres server {} that a killed process left behind", process.pid());
    interrupt();
    // Not the process' end, which nobody may ever collect, but its own last word.
    if (Patience.until(PATIENCE, () -> !Files.exists(pidFile))) return;
    log.warn("ending the Postgres server {} by force", process.pid());
    process.destroyForcibly();
  }

  private void interrupt() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
          .redirectErrorStream(true)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
