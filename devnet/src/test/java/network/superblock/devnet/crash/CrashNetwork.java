package network.superblock.devnet.crash;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.DevnetOptions;
import network.superblock.devnet.DevnetOptions.Hosting;
import network.superblock.devnet.DevnetOptions.Listening;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.demo.Demos;
import network.superblock.devnet.rest.RestClient;
import network.superblock.devnet.rest.XtApi;
import network.superblock.devnet.setup.Accounts;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.Patience;
import network.superblock.embedded.Port;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import tools.jackson.databind.JsonNode;

/**
 * A network of two rollups whose services are processes, with two replicas of the publisher and
 * slots of six seconds. Tests break it; each leaves it whole.
 */
final class CrashNetwork implements AutoCloseable {

  static final ChainId A = Rollup.number(0).chain();
  static final ChainId B = Rollup.number(1).chain();
  static final Duration LIMIT = Duration.ofSeconds(100);

  private static final Duration SLOT = Duration.ofSeconds(6);

  private final Path data;
  private final Devnet devnet;
  private final URI replica;
  private final Demos demos;
  private int users;

  private CrashNetwork(Path data, Devnet devnet, URI replica) {
    this.data = data;
    this.devnet = devnet;
    this.replica = replica;
    this.demos = new Demos(devnet.endpoints().sequencers(), new SecureRandom());
  }

  static CrashNetwork start() {
    try {
      var data = Files.createTempDirectory("superblock-crash");
      var options =
          DevnetOptions.keptIn(data)
              .slot(SLOT)
              .chains(2)
              .l1Interval(Duration.ofSeconds(1))
              .on(Listening.FREE)
              .in(Hosting.PROCESSES_WITH_FAILPOINTS);
      var devnet = Devnet.start(options, System.out::println);
      return new CrashNetwork(data, devnet, devnet.replicate("second", Port.findFree()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Devnet devnet() {
    return devnet;
  }

  Demos demos() {
    return demos;
  }

  /** The replica that does not lead now serves the same. */
  URI secondReplica() {
    return replica;
  }

  /** Arms a failpoint of one process. */
  void arm(String label, String point, String action) {
    var directory = directory(label);
    try {
      var draft = Files.writeString(directory.resolve(point + ".new"), action);
      Files.deleteIfExists(reached(label, point));
      Files.move(draft, directory.resolve(point), ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes back whatever is armed or held. */
  void disarm() {
    try (var files = Files.walk(data.resolve("failpoints"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that a service had in Postgres is gone; the service must not be writing. */
  void dropSchema(String schema) throws SQLException {
    var database = devnet.database();
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA " + schema + " CASCADE");
    }
  }

  void awaitReached(String label, String point) {
    assertThat(Patience.until(LIMIT, () -> Files.exists(reached(label, point))))
        .as("%s comes to %s", label, point)
        .isTrue();
  }

  void awaitReachedByOne(List<String> labels, String point) {
    assertThat(
            Patience.until(
                LIMIT, () -> labels.stream().anyMatch(l -> Files.exists(reached(l, point)))))
        .as("one of %s comes to %s", labels, point)
        .isTrue();
  }

  private Path reached(String label, String point) {
    return directory(label).resolve(point + ".reached");
  }

  private Path directory(String label) {
    return data.resolve("failpoints").resolve(label);
  }

  void awaitReady(URI service) {
    try (var rest = new RestClient(service)) {
      assertThat(Patience.until(LIMIT, () -> isReady(rest))).as("%s is ready", service).isTrue();
    }
  }

  private static boolean isReady(RestClient rest) {
    try {
      return rest.get("/actuator/health/readiness").status() == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  /** A PingPong xT of a user of its own. */
  XtRequest signPingPong() {
    return demos.sign(Demo.PINGPONG, Accounts.user(users++ % Accounts.USERS), A, B);
  }

  /** Submits until the queue has answered: asking again is safe. */
  XtId submit(XtRequest xt) {
    assertThat(Patience.until(LIMIT, () -> tryToSubmit(xt))).as("the queue answers").isTrue();
    return xt.id();
  }

  private boolean tryToSubmit(XtRequest xt) {
    try (var api = new XtApi(devnet.endpoints().xtQueueService())) {
      api.submit(xt);
      return true;
    } catch (UncheckedIOException | IllegalStateException _) {
      return false;
    }
  }

  /** Waits for the xT's end. */
  JsonNode end(XtId xt) {
    assertThat(Patience.until(LIMIT, () -> hasEnded(xt))).as("xT %s ends", xt).isTrue();
    return report(xt).orElseThrow();
  }

  /** Waits for the end that came after an event of its timeline. */
  JsonNode endAfter(XtId xt, String event) {
    assertThat(Patience.until(LIMIT, () -> hasSeen(xt, event) && hasEnded(xt)))
        .as("xT %s ends after %s", xt, event)
        .isTrue();
    return report(xt).orElseThrow();
  }

  private boolean hasSeen(XtId xt, String event) {
    return report(xt).stream()
        .flatMap(report -> report.get("timeline").valueStream())
        .anyMatch(each -> each.get("event").asString().equals(event));
  }

  private boolean hasEnded(XtId xt) {
    return report(xt).filter(report -> report.get("final").asBoolean()).isPresent();
  }

  private Optional<JsonNode> report(XtId xt) {
    try (var api = new XtApi(devnet.endpoints().xtQueueService())) {
      return Optional.of(api.report(xt));
    } catch (UncheckedIOException | IllegalStateException _) {
      return Optional.empty();
    }
  }

  /** An xT that nothing disturbs is final on L1 in the end, if not at the first try. */
  void commitsAgain() {
    var ends = Set.of("ABORTED", "EXHAUSTED");
    for (var tries = 0; tries < 4; tries++) {
      var status = end(submit(signPingPong())).get("status").asString();
      if (status.equals("FINALIZED")) return;
      assertThat(status).isIn(ends);
    }
    throw new AssertionError("no xT commits any more");
  }

  /** The process that runs a service now. */
  ProcessHandle process(String label) {
    try {
      var file = data.resolve("processes").resolve(label + ".pid");
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    demos.close();
    devnet.close();
    DataDirectory.delete(data);
  }
}
