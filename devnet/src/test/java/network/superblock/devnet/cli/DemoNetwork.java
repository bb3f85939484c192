package network.superblock.devnet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.DevnetOptions;
import network.superblock.devnet.DevnetOptions.Hosting;
import network.superblock.devnet.DevnetOptions.Listening;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.rest.RestClient;
import network.superblock.devnet.rest.XtApi;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Patience;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.XtId;
import network.superblock.runtime.clock.WallClock;
import tools.jackson.databind.JsonNode;

/**
 * A network with slots of six seconds on free ports, which a test starts, hurts and stops.
 *
 * @param notices what it said while it started and ran
 */
record DemoNetwork(Devnet devnet, Path data, List<String> notices) implements AutoCloseable {

  private static final Duration SLOT = Duration.ofSeconds(6);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  static DemoNetwork start(Path data, Hosting hosting) {
    var notices = new CopyOnWriteArrayList<String>();
    var options =
        DevnetOptions.keptIn(data)
            .slot(SLOT)
            .l1Interval(Duration.ofSeconds(1))
            .on(Listening.FREE)
            .in(hosting);
    return new DemoNetwork(Devnet.start(options, notices::add), data, notices);
  }

  /** Sends a PingPong xT and waits for its end, which must be a superblock that is final on L1. */
  JsonNode finalizePingPong() {
    var report = run(Demo.PINGPONG, Accounts.user(0));
    assertThat(report.get("status").asString()).as("report %s", report).isEqualTo("FINALIZED");
    return report;
  }

  /** Sends a demo xT and waits for its end. */
  JsonNode run(Demo demo, DevKey user) {
    var terminal = new Terminal(new PrintWriter(System.out, true, UTF_8), new WallClock());
    return new DemoRun(Reach.of(devnet), terminal).report(demo, user);
  }

  String statusOf(XtId xt) {
    try (var api = new XtApi(devnet.endpoints().xtQueueService())) {
      return api.status(xt);
    }
  }

  JsonNode superblock(String numberOrLatest) {
    try (var rest = new RestClient(devnet.endpoints().superblockService())) {
      return rest.get("/api/v1/superblocks/" + numberOrLatest).required();
    }
  }

  /** Ends a process by force; its ID is in a file below the data directory. */
  void kill(String pidFile) throws IOException {
    var pid = Long.parseLong(Files.readString(data.resolve(pidFile)).strip());
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  /** Waits until users can ask a sequencer about its rollup's state. */
  void awaitSequencer(ChainId chain) {
    var rpc = requireNonNull(devnet.endpoints().sequencers().get(chain));
    try (var client = new ChainClient(rpc, chain.value())) {
      assertThat(Patience.until(LIMIT, () -> answers(client))).isTrue();
    }
  }

  /** Waits until a service says that it is ready. */
  void awaitReady(URI service) {
    try (var rest = new RestClient(service)) {
      assertThat(Patience.until(LIMIT, () -> isReady(rest))).isTrue();
    }
  }

  private static boolean isReady(RestClient rest) {
    try {
      return rest.get("/actuator/health/readiness").status() == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private static boolean answers(ChainClient client) {
    try {
      client.nonceOf(Accounts.user(0).address());
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  @Override
  public void close() {
    devnet.close();
  }
}
