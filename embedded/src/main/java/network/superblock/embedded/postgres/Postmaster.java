package network.superblock.embedded.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Map;
import network.superblock.embedded.Leash;
import network.superblock.embedded.Port;
import network.superblock.embedded.StartFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server process. */
final class Postmaster {

  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

  // The library's own defaults give durability away.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "listen_addresses", "127.0.0.1",
          // A hard kill would leave a socket and its lock behind in a directory that all share.
          "unix_socket_directories", "",
          "timezone", "UTC",
          "log_timezone", "UTC");

  private final EmbeddedPostgres server;
  private final Leash leash;

  private Postmaster(EmbeddedPostgres server, Leash leash) {
    this.server = server;
    this.leash = leash;
  }

  /**
   * Starts the server, at the second attempt if need be: the first may fail over what a killed
   * predecessor left.
   *
   * @param patience how long an attempt may take, which includes the recovery after a crash
   */
  static Postmaster start(ServerDirectory directory, Port port, Duration patience) {
    try {
      var server = startTwice(directory, builder(directory, port, patience));
      return new Postmaster(server, Leash.on(directory.server().orElseThrow(), "INT"));
    } catch (IOException | RuntimeException e) {
      throw new StartFailedException(
          "Postgres did not start in %s: %s%n%s"
              .formatted(directory.root(), e.getMessage(), directory.endOfLog()),
          e);
    }
  }

  private static EmbeddedPostgres startTwice(
      ServerDirectory directory, EmbeddedPostgres.Builder builder) throws IOException {
    if (NobodyAccount.isNeeded()) {
      NobodyAccount.unpack();
      NobodyAccount.own(directory.data());
      builder.setOverrideWorkingDirectory(NobodyAccount.binaries().toFile());
    }
    try {
      return builder.start();
    } catch (IOException | RuntimeException e) {
      log.info("Postgres did not start at once: {}", e.getMessage());
      directory.dropLock();
      return builder.start();
    }
  }

  private static EmbeddedPostgres.Builder builder(
      ServerDirectory directory, Port port, Duration patience) {
    var output = Redirect.appendTo(directory.log().toFile());
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.data())
            .setCleanDataDirectory(false)
            // Whoever starts a network closes its parts in order.
            .setRegisterShutdownHook(false)
            .setPort(port.number())
            .setPGStartupWait(patience)
            .setLocaleConfig("locale", "C")
            .setOutputRedirector(output)
            .setErrorRedirector(output);
    SETTINGS.forEach(builder::setServerConfig);
    return builder;
  }

  void stop() {
    try (leash) {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop Postgres", e);
    }
  }
}
