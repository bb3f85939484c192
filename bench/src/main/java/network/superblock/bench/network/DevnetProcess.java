package network.superblock.bench.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.superblock.embedded.DataDirectory;
import network.superblock.embedded.Port;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.ChainId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A devnet in a JVM of its own, started as {@code ./superblock devnet} starts it. */
public final class DevnetProcess implements AutoCloseable {

  // The same as in the superblock script.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms128m",
          "-Xmx640m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
  private static final long PATIENCE_SECONDS = 60;

  private final Path data;
  private final List<String> options;
  private Process process;
  private JsonNode addresses;

  private DevnetProcess(Process process, Path data, List<String> options, JsonNode addresses) {
    this.process = process;
    this.data = data;
    this.options = options;
    this.addresses = addresses;
  }

  /**
   * Starts it and returns when all its services are ready.
   *
   * @param progress gets a line for each step
   */
  static DevnetProcess start(Consumer<String> progress) throws IOException {
    return start(List.of(), progress);
  }

  /**
   * The same.
   *
   * @param options of its JVM: settings of the services, or of {@link DevnetHost}
   */
  public static DevnetProcess start(List<String> options, Consumer<String> progress)
      throws IOException {
    var data = Files.createTempDirectory("superblock-bench");
    var process = launch(data, options);
    try {
      return new DevnetProcess(process, data, options, awaitUp(process, progress));
    } catch (IOException | RuntimeException e) {
      end(process, data);
      throw e;
    }
  }

  private static Process launch(Path data, List<String> options) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DevnetHost.class.getName(), data.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static JsonNode awaitUp(Process process, Consumer<String> progress) throws IOException {
    var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(DevnetHost.UP))
        return JsonMapper.shared().readTree(line.substring(DevnetHost.UP.length()));
      progress.accept(line);
    }
    throw new IOException("the devnet did not start");
  }

  /** Kills it, so that it can end nothing in good order, and starts it on the same data. */
  void killAndStartAgain(Consumer<String> progress) throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    process = launch(data, options);
    addresses = awaitUp(process, progress);
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public Path data() {
    return data;
  }

  String kafka() {
    return addresses.get("kafka").asString();
  }

  public URI xtQueueService() {
    return URI.create(addresses.get("xtQueueService").asString());
  }

  /** Every service's REST interface. */
  public List<URI> services() {
    var services = new ArrayList<>(sequencers().values());
    addresses.get("services").forEach(uri -> services.add(URI.create(uri.asString())));
    return services;
  }

  /** Postgres, for JDBC. */
  public PostgresDatabase database() {
    return new PostgresDatabase(
        new Port(addresses.get("postgres").get("port").asInt()),
        addresses.get("postgres").get("database").asString());
  }

  public SortedMap<ChainId, URI> sequencers() {
    var sequencers = new TreeMap<ChainId, URI>();
    addresses
        .get("sequencers")
        .properties()
        .forEach(each ->
            sequencers.put(
                new ChainId(Long.parseLong(each.getKey())),
                URI.create(each.getValue().asString())));
    return sequencers;
  }

  @Override
  public void close() {
    end(process, data);
  }

  private static void end(Process process, Path data) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroy();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
    DataDirectory.delete(data);
  }
}
