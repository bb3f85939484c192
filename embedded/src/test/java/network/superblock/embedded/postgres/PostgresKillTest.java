package network.superblock.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import network.superblock.embedded.ForkedJvm;
import network.superblock.embedded.Patience;
import network.superblock.embedded.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresKillTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void endsWithItsJvm() throws IOException {
    var data = new ServerDirectory(directory).data();
    try (var jvm = ForkedJvm.start(PostgresKillTest.class, directory.toString())) {
      jvm.awaitReady();
      assertThat(Orphan.of(data)).isPresent();
      jvm.kill();
    }

    assertEnds(data);
  }

  /** The killed JVM's server may still be running then, on the port and in the directory. */
  @Test
  void startsOnTheSamePortAfterItsJvmWasKilled() throws IOException, SQLException {
    Port port;
    try (var jvm = ForkedJvm.start(PostgresKillTest.class, directory.toString())) {
      port = Port.fixed(Integer.parseInt(jvm.awaitReady()));
      jvm.kill();
    }

    try (var postgres = EmbeddedPostgres.start(PostgresOptions.keptIn(directory).on(port))) {
      assertThat(Queries.valueOf(postgres.database("blocks"), "SELECT number FROM block"))
          .isEqualTo("42");
    }
  }

  /** As in a container: root, and no user namespaces to hide it in. */
  @Test
  void runsForRootWithoutUserNamespaces() throws IOException, SQLException {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    var programs = Files.createDirectory(directory.resolve("bin"));
    for (var name : List.of("sh", "id", "setpriv", "chown", "kill")) {
      var program = programs.resolve(name);
      Files.writeString(program, "#!/bin/sh\nexec /usr/bin/" + name + " \"$@\"\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    var data = directory.resolve("kept");
    var path = Map.of("PATH", programs.toString());
    try (var jvm = ForkedJvm.start(path, PostgresKillTest.class, data.toString())) {
      var port = Port.fixed(Integer.parseInt(jvm.awaitReady()));

      var database = new PostgresDatabase(port, "blocks");
      assertThat(Queries.valueOf(database, "SELECT number FROM block")).isEqualTo("42");
      assertThat(Files.getAttribute(data.resolve("data"), "unix:uid")).isEqualTo(65534);
    }
    assertEnds(data.resolve("data"));
  }

  // A server that ends in good order takes its file with it; its remains nobody may ever collect.
  private static void assertEnds(Path data) {
    assertThat(Patience.until(LIMIT, () -> !Files.exists(data.resolve("postmaster.pid")))).isTrue();
  }

  /** What runs in the JVM that is killed. */
  public static void main(String[] arguments) throws SQLException {
    var postgres = EmbeddedPostgres.start(PostgresOptions.keptIn(Path.of(arguments[0])));
    Queries.execute(
        postgres.createDatabase("blocks"),
        "CREATE TABLE block (number bigint)",
        "INSERT INTO block VALUES (42)");
    ForkedJvm.reportReady(Integer.toString(postgres.port().number()));
    ForkedJvm.awaitKill();
  }
}
