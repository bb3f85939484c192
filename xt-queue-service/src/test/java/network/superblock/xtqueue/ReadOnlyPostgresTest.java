package network.superblock.xtqueue;

import static network.superblock.embedded.junit.RunningService.assertUnavailable;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import network.superblock.embedded.postgres.EmbeddedPostgres;
import network.superblock.embedded.postgres.PostgresOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Postgres comes back as a standby: it answers every question and takes no writes. */
@Timeout(240)
class ReadOnlyPostgresTest {

  @TempDir Path directory;

  @Test
  void takesNothingUntilItIsPromoted() throws IOException {
    var server = EmbeddedPostgres.start(PostgresOptions.keptIn(directory));
    var again = PostgresOptions.keptIn(directory).on(server.port());
    var database = server.createDatabase("queue");
    var admin = new PostgresAdmin(database);
    var data = admin.dataDirectory();
    try (var network = new TestNetwork();
        var queue = network.startQueue(database, Map.of())) {
      var client = new QueueClient(queue);
      client.awaitReady();
      assertThat(client.submit(new Wallet(70).xt(A, B)).status()).isEqualTo(202);

      server.close();
      Files.createFile(data.resolve("standby.signal"));
      server = EmbeddedPostgres.start(again);
      client.service().awaitAway("postgres");
      var refused = new Wallet(71).xt(A, B);
      assertUnavailable(client.submit(refused).response());
      awaitReason(client);

      admin.inside("SELECT pg_promote()");
      client.awaitReady();
      assertThat(client.get("/api/v1/xts/" + refused.id()).status()).isEqualTo(404);
      assertThat(client.submit(refused).status()).isEqualTo(202);
    } finally {
      server.close();
    }
  }

  private static void awaitReason(QueueClient client) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.text("/actuator/health/readiness").contains("it is read-only"));
  }
}
