package network.superblock.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import network.superblock.embedded.Port;
import network.superblock.embedded.StartFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  @TempDir private Path directory;

  @Test
  void dataSurvivesARestartOnTheSamePort() throws SQLException {
    var options = PostgresOptions.keptIn(directory);
    try (var postgres = EmbeddedPostgres.start(options)) {
      var database = postgres.createDatabase("blocks");
      Queries.execute(
          database, "CREATE TABLE block (number bigint)", "INSERT INTO block VALUES (42)");
      options = options.on(postgres.port());
    }

    try (var postgres = EmbeddedPostgres.start(options)) {
      var database = postgres.createDatabase("blocks");

      assertThat(Queries.valueOf(database, "SELECT number FROM block")).isEqualTo("42");
      assertThat(Queries.valueOf(database, "SHOW fsync")).isEqualTo("on");
      assertThat(Queries.valueOf(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> EmbeddedPostgres.start(PostgresOptions.keptIn(directory)))
          .withMessage("another Postgres server is using " + directory + ": stop it first");
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> EmbeddedPostgres.start(PostgresOptions.temporary().on(postgres.port())))
          .withMessageContaining("port " + postgres.port().number() + " is in use");
    }
  }

  @Test
  void saysWhatTheServerSaidWhenItDoesNotStart() throws IOException {
    var server = new ServerDirectory(directory);
    EmbeddedPostgres.start(PostgresOptions.keptIn(directory)).close();
    Files.writeString(server.data().resolve("postgresql.auto.conf"), "no_such_setting = 1");

    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> Postmaster.start(server, Port.findFree(), Duration.ofMillis(500)))
        .withMessageContaining("Gave up waiting for server")
        .withMessageContaining("unrecognized configuration parameter \"no_such_setting\"");
  }
}
