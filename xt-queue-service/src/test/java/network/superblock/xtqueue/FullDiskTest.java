package network.superblock.xtqueue;

import static network.superblock.embedded.junit.RunningService.assertUnavailable;
import static network.superblock.xtqueue.Wallet.A;
import static network.superblock.xtqueue.Wallet.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Map;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.message.XtRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The disk of Postgres is full: nothing is taken that is not durable, and it is said. */
@Timeout(240)
class FullDiskTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MEBIBYTES = 24;

  @Test
  void refusesUntilThereIsRoomAgain() {
    var server = new PostgresAdmin(TestNetwork.database(FullDiskTest.class));
    try (var disk = SmallDisk.mount(MEBIBYTES, server.dataDirectory());
        var network = new TestNetwork()) {
      server.onServer(
          "CREATE TABLESPACE small LOCATION '" + disk.directory() + "'",
          "CREATE DATABASE on_small_disk TABLESPACE small");
      var database = new PostgresDatabase(server.database().port(), "on_small_disk");
      try (var queue = network.startQueue(database, Map.of())) {
        var client = new QueueClient(queue);
        client.awaitReady();
        var admin = new PostgresAdmin(database);
        fill(admin);
        var log = log();
        var refused = untilRefused(client);

        assertThat(log.list)
            .as("the log names the cause")
            .anySatisfy(event ->
                assertThat(event.getFormattedMessage()).contains("No space left on device"));
        admin.inside("DROP TABLE ballast");
        await().atMost(LONG).until(() -> client.submit(refused).status(), status -> status == 202);
        client.awaitReady();
      }
      server.onServer("DROP DATABASE on_small_disk WITH (FORCE)", "DROP TABLESPACE small");
    }
  }

  private static ListAppender<ILoggingEvent> log() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(lines);
    return lines;
  }

  private static void fill(PostgresAdmin postgres) {
    postgres.inside("CREATE TABLE ballast (bytes text)");
    for (var size = 1_000_000; size > 1_000; size /= 2)
      try {
        while (true)
          postgres.inside(
              "INSERT INTO ballast SELECT string_agg(md5(random()::text), '') "
                  + "FROM generate_series(1, "
                  + size / 32
                  + ")");
      } catch (IllegalStateException full) {
        assertThat(full).hasMessageContaining("No space left on device");
      }
  }

  /** What still fits into pages that are there is taken. */
  private static XtRequest untilRefused(QueueClient client) {
    for (var wallet = 1_000; ; wallet++) {
      var xt = new Wallet(wallet).xt(A, B);
      var answer = client.submit(xt);
      if (answer.status() == 202) continue;
      assertUnavailable(answer.response());
      return xt;
    }
  }
}
