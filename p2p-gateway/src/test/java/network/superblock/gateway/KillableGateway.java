package network.superblock.gateway;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.superblock.embedded.Leash;
import network.superblock.embedded.Port;

/** A gateway in a process of its own, which can be killed as a power cut does it. */
final class KillableGateway implements AutoCloseable {

  private final Process process;
  private final Leash leash;
  private final GatewayClient client;

  private KillableGateway(Process process, GatewayClient client) {
    this.process = process;
    this.leash = Leash.on(process.toHandle(), "KILL");
    this.client = client;
  }

  /** Starts it; it answers a while later. */
  static KillableGateway start(Map<String, Object> settings, Path log) throws IOException {
    var port = Port.findFree().number();
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path", ""),
                GatewayApplication.class.getName()));
    var all = new TreeMap<>(settings);
    all.put("server.port", port);
    all.forEach((name, value) -> command.add("--" + name + "=" + value));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    return new KillableGateway(process, new GatewayClient(port));
  }

  GatewayClient client() {
    return client;
  }

  /** SIGKILL: no shutdown hook runs, nothing is flushed, no peer is told. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    leash.close();
  }
}
