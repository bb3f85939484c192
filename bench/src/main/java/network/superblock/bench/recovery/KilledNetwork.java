package network.superblock.bench.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.DevnetOptions;
import network.superblock.devnet.DevnetOptions.Hosting;
import network.superblock.devnet.DevnetOptions.Listening;
import network.superblock.devnet.rest.RestClient;
import network.superblock.devnet.rest.RestClient.Answer;
import network.superblock.embedded.Patience;
import network.superblock.embedded.Port;

/** A network of processes to be killed, which come back by themselves. */
final class KilledNetwork implements AutoCloseable {

  private static final String PUBLISHER = "slot-service";
  private static final String OTHER_PUBLISHER = "slot-service-second";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration SLOT = Duration.ofSeconds(6);
  // What has run for so long is started again at once.
  private static final Duration STEADY = Duration.ofSeconds(16);

  private final Path data;
  private final Devnet devnet;
  private final Map<String, URI> services;

  private KilledNetwork(Path data, Devnet devnet, Map<String, URI> services) {
    this.data = data;
    this.devnet = devnet;
    this.services = services;
  }

  /** How long it took, in nanoseconds. */
  record Recovery(long sinceKill, long sinceStart) {}

  static KilledNetwork start(Path data, Consumer<String> progress) {
    var options =
        DevnetOptions.keptIn(data).slot(SLOT).on(Listening.FREE).in(Hosting.QUICK_PROCESSES);
    var devnet = Devnet.start(options, line -> progress.accept("  " + line));
    var at = devnet.endpoints();
    var services = new LinkedHashMap<String, URI>();
    services.put(PUBLISHER, at.slotService());
    services.put(OTHER_PUBLISHER, devnet.replicate("second", Port.findFree()));
    services.put("xt-queue-service", at.xtQueueService());
    services.put("block-store-service", at.blockStoreService());
    services.put("superblock-service", at.superblockService());
    at.sequencers().forEach((chain, uri) -> services.put("sequencer-" + chain, uri));
    return new KilledNetwork(data, devnet, services);
  }

  Set<String> services() {
    return services.keySet();
  }

  /** Kills a service's process and waits until the one that takes its place is ready. */
  Recovery kill(String service) throws IOException {
    var killed = process(service).orElseThrow();
    var at = Instant.now();
    killed.destroyForcibly();
    await(service + " is started again", () -> !isStill(killed, service));
    var started = process(service).flatMap(process -> process.info().startInstant());
    await(service + " is ready", () -> isReady(service));
    var ready = Instant.now();
    return new Recovery(
        Duration.between(at, ready).toNanos(),
        Duration.between(started.orElseThrow(), ready).toNanos());
  }

  /** Kills the publisher that leads; the nanoseconds until the other one leads. */
  long killLeader() throws IOException {
    var leader = awaitLeader();
    var killed = process(leader).orElseThrow();
    var began = System.nanoTime();
    killed.destroyForcibly();
    var tookOver = untilOtherLeads(leader, began);
    await(leader + " is started again", () -> !isStill(killed, leader));
    await(leader + " is ready", () -> isReady(leader));
    awaitSteady(leader);
    return tookOver;
  }

  /** Stops the publisher that leads (SIGSTOP); the nanoseconds until the other one leads. */
  long stopLeader() throws IOException, InterruptedException {
    var leader = awaitLeader();
    var stopped = process(leader).orElseThrow();
    var began = System.nanoTime();
    signal("STOP", stopped);
    try {
      return untilOtherLeads(leader, began);
    } finally {
      signal("CONT", stopped);
      await(leader + " follows when it wakes up", () -> stands(leader, "FOLLOWING"));
    }
  }

  private String awaitLeader() {
    await("a publisher leads, the other follows", () -> leader().isPresent());
    return leader().orElseThrow();
  }

  private long untilOtherLeads(String leader, long began) {
    var other = leader.equals(PUBLISHER) ? OTHER_PUBLISHER : PUBLISHER;
    await(other + " leads", () -> stands(other, "LEADING"));
    return System.nanoTime() - began;
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    var code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) throw new IOException("kill -" + name + " ended with code " + code);
  }

  private void awaitSteady(String service) throws IOException {
    var started = process(service).flatMap(process -> process.info().startInstant()).orElseThrow();
    await(service + " runs", () -> Instant.now().isAfter(started.plus(STEADY)));
  }

  private Optional<String> leader() {
    if (stands(PUBLISHER, "LEADING") && stands(OTHER_PUBLISHER, "FOLLOWING"))
      return Optional.of(PUBLISHER);
    if (stands(OTHER_PUBLISHER, "LEADING") && stands(PUBLISHER, "FOLLOWING"))
      return Optional.of(OTHER_PUBLISHER);
    return Optional.empty();
  }

  private boolean stands(String publisher, String standing) {
    return answers(
        publisher,
        "/api/v1/slots/current",
        answer ->
            answer.status() == 200 && answer.body().path("replica").asString("").equals(standing));
  }

  private boolean isReady(String service) {
    return answers(service, "/actuator/health/readiness", answer -> answer.status() == 200);
  }

  private boolean answers(String service, String path, Predicate<Answer> expected) {
    try (var rest = new RestClient(services.getOrDefault(service, URI.create("http://none")))) {
      return expected.test(rest.get(path));
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  /** Whether the killed process is the last that was started for the service. */
  private boolean isStill(ProcessHandle killed, String service) {
    try {
      return process(service).filter(process -> !process.equals(killed)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ProcessHandle> process(String service) throws IOException {
    var file = data.resolve("processes").resolve(service + ".pid");
    var number = Files.readString(file).strip();
    // It is being written.
    return number.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(number));
  }

  private static void await(String what, BooleanSupplier condition) {
    if (!Patience.until(LIMIT, condition))
      throw new IllegalStateException("not within " + LIMIT + ": " + what);
  }

  @Override
  public void close() {
    devnet.close();
  }
}
