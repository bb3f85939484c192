package network.superblock.devnet.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.superblock.cli.trace.TracedSpan;
import network.superblock.contracts.ContractCall;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.PublisherRole;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.DevnetOptions;
import network.superblock.devnet.DevnetOptions.Listening;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.demo.Demos;
import network.superblock.devnet.rest.RestClient;
import network.superblock.devnet.setup.Accounts;
import network.superblock.devnet.setup.Rollup;
import network.superblock.embedded.DataDirectory;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.XtRequest;
import tools.jackson.databind.JsonNode;

/**
 * A network of two rollups with slots of six seconds, of real parts, on free ports; and all that
 * tests ask it for. {@link SharedNetwork} gives it to them.
 */
final class TestNetwork implements AutoCloseable {

  static final ChainId A = Rollup.number(0).chain();
  static final ChainId B = Rollup.number(1).chain();

  /** For whatever takes some slots; generous, for machines that have other things to do. */
  static final Duration LIMIT = Duration.ofSeconds(100);

  static final L1Deployment ON_L1 = L1Deployment.by(Accounts.deployer().address());

  static final String API_KEY = "sbk_a-key-that-must-stay-out-of-every-log";

  private static final Duration SLOT = Duration.ofSeconds(6);
  private static final Duration L1_INTERVAL = Duration.ofSeconds(1);

  private final Path data;
  private final Spans spans;
  private final Devnet devnet;
  private final LogWatch logs;
  private final Demos demos;
  private final Queue queue;
  private final RestClient slots;
  private final RestClient superblocks;
  private final RestClient blocks;
  private final ChainClient l1;
  private final SortedMap<ChainId, GatewayView> gateways = new TreeMap<>();
  private final SortedMap<ChainId, RollupView> rollups = new TreeMap<>();

  private TestNetwork(Path data, Spans spans, Devnet devnet, LogWatch logs) {
    var at = devnet.endpoints();
    this.data = data;
    this.spans = spans;
    this.devnet = devnet;
    this.logs = logs;
    this.demos = new Demos(at.sequencers(), new SecureRandom());
    this.queue = new Queue(at.xtQueueService());
    this.slots = new RestClient(at.slotService());
    this.superblocks = new RestClient(at.superblockService());
    this.blocks = new RestClient(at.blockStoreService());
    this.l1 = devnet.chains().l1Client();
    at.gateways().forEach((chain, gateway) -> gateways.put(chain, new GatewayView(gateway)));
    at.nodes()
        .forEach((chain, node) ->
            rollups.put(chain, new RollupView(chain, of(chain, at.sequencers()), node)));
  }

  static TestNetwork start() {
    var logs = LogWatch.over(secrets());
    var data = temporary();
    var spans = Spans.listen();
    var options =
        DevnetOptions.keptIn(data)
            .slot(SLOT)
            .chains(2)
            .l1Interval(L1_INTERVAL)
            .on(Listening.FREE)
            .traces(spans.endpoint());
    return new TestNetwork(data, spans, Devnet.start(options, System.out::println), logs);
  }

  /** Everything that only its owner may know. */
  private static List<String> secrets() {
    var keys =
        new ArrayList<>(List.of(Accounts.owner(), Accounts.deployer(), Accounts.l1Publisher()));
    for (var role : PublisherRole.values()) keys.add(Accounts.keyOf(role));
    for (var user = 0; user < Accounts.USERS; user++) keys.add(Accounts.user(user));
    for (var rollup : List.of(Rollup.number(0), Rollup.number(1))) {
      keys.add(rollup.sequencer());
      keys.add(rollup.coordinator());
    }
    return Stream.concat(keys.stream().map(DevKey::privateKey), Stream.of(API_KEY)).toList();
  }

  /** What has been logged since before the start. */
  LogWatch logs() {
    return logs;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("superblock-acceptance");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Devnet devnet() {
    return devnet;
  }

  /** What the services have told of a trace. */
  List<TracedSpan> spansOf(String trace) {
    return spans.of(trace);
  }

  Queue queue() {
    return queue;
  }

  RollupView rollup(ChainId chain) {
    return of(chain, rollups);
  }

  private static <T> T of(ChainId chain, SortedMap<ChainId, T> all) {
    var found = all.get(chain);
    if (found == null) throw new IllegalArgumentException("no rollup " + chain);
    return found;
  }

  List<RollupView> bothRollups() {
    return List.of(rollup(A), rollup(B));
  }

  /** The gateway that publishes for a rollup's sequencer. */
  GatewayView gateway(ChainId chain) {
    return of(chain, gateways);
  }

  /** Sends a demo xT from A to B. Two that are under way need two users. */
  Attempt send(Demo demo, DevKey user) {
    return new Attempt(queue, demo, () -> sign(demo, user));
  }

  /** The same from B to A. */
  Attempt sendBack(Demo demo, DevKey user) {
    return new Attempt(queue, demo, () -> demos.sign(demo, user, B, A));
  }

  /** A demo xT from A to B, signed and not sent. */
  XtRequest sign(Demo demo, DevKey user) {
    return demos.sign(demo, user, A, B);
  }

  /** A service's answer that must be good. */
  JsonNode slot(long number) {
    return slots.get("/api/v1/slots/" + number).required();
  }

  JsonNode currentSlot() {
    return slots.get("/api/v1/slots/current").required();
  }

  JsonNode registry() {
    return slots.get("/api/v1/rollups").required();
  }

  JsonNode superblock(long number) {
    return superblocks.get("/api/v1/superblocks/" + number).required();
  }

  JsonNode superblock(Hash32 hash) {
    return superblocks.get("/api/v1/superblocks/" + hash).required();
  }

  /** The number of the last superblock; 0 before the first. */
  long lastSuperblock() {
    var latest = superblocks.get("/api/v1/superblocks/latest");
    return latest.status() == 404 ? 0 : latest.required().get("number").asLong();
  }

  JsonNode proof(long superblock, ChainId chain) {
    return superblocks
        .get("/api/v1/superblocks/%d/proofs/%s".formatted(superblock, chain))
        .required();
  }

  JsonNode storedBlock(ChainId chain, BigInteger number) {
    return blocks.get("/api/v1/chains/%s/blocks/%s".formatted(chain, number)).required();
  }

  ChainClient l1() {
    return l1;
  }

  /** Asks the settlement contract. */
  <R> R settlement(ContractCall<R> call) {
    return l1.call(ON_L1.settlement(), call);
  }

  @Override
  public void close() {
    gateways.values().forEach(GatewayView::close);
    rollups.values().forEach(RollupView::close);
    demos.close();
    l1.close();
    queue.close();
    for (var service : List.of(slots, superblocks, blocks)) service.close();
    devnet.close();
    spans.close();
    DataDirectory.delete(data);
  }
}
