package network.superblock.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.superblock.protocol.ChainId;

/** A real Ethereum node on a free loopback port, from the PATH or from the pinned npm package. */
final class AnvilNode implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Listening on (127\\.0\\.0\\.1:\\d+)");
  private static final Path PINNED =
      Path.of("node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");

  private final Process process;
  private final URI endpoint;

  private AnvilNode(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static AnvilNode start(ChainId chain) {
    var command =
        List.of(
            binary().toString(),
            "--host=127.0.0.1",
            "--port=0",
            "--accounts=0",
            "--auto-impersonate",
            "--no-mining",
            "--chain-id=" + chain);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      BufferedReader output = process.inputReader(UTF_8);
      URI endpoint = awaitListening(output);
      // Whoever does not read a process's output stops it sooner or later.
      Thread.ofVirtual().start(() -> drain(output));
      return new AnvilNode(process, endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static URI awaitListening(BufferedReader output) throws IOException {
    var seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      var matcher = LISTENING.matcher(line);
      if (matcher.find()) return URI.create("http://" + matcher.group(1));
      seen.append(line).append('\n');
    }
    throw new IOException("anvil ended before it listened: " + seen);
  }

  private static void drain(BufferedReader output) {
    try (output) {
      while (output.readLine() != null) {}
    } catch (IOException e) {
      // The process ended: there is nothing more to read.
    }
  }

  private static Path binary() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(java.io.File.pathSeparator)).map(dir -> Path.of(dir, "anvil")),
            Stream.of(PINNED))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no anvil: install Foundry or run npm ci"));
  }
}
