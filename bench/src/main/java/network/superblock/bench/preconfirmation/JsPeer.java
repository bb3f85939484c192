package network.superblock.bench.preconfirmation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A js-libp2p peer in a process of its own; libp2p/interop/measure.mjs says how it is driven. */
final class JsPeer implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;
  private final JsonNode self;

  /** Starts a peer and returns when it listens. */
  JsPeer() throws IOException {
    this.process =
        new ProcessBuilder("node", "measure.mjs")
            .directory(folder().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.commands = process.outputWriter();
    this.answers = process.inputReader();
    this.self = answer();
  }

  /**
   * Installs js-libp2p where it is missing.
   *
   * @throws IOException if there is no npm, or no network
   */
  static void install() throws IOException, InterruptedException {
    var script = folder().resolve("install").toAbsolutePath().toString();
    var process =
        new ProcessBuilder(script)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0 || !Files.isDirectory(folder().resolve("node_modules")))
      throw new IOException("js-libp2p cannot be installed");
  }

  String id() {
    return self.get("peer").asString();
  }

  String address() {
    return self.get("address").asString();
  }

  /** Runs a command and waits for its answer. */
  JsonNode run(String command, Map<String, Object> arguments) throws IOException {
    var line = new LinkedHashMap<String, Object>(arguments);
    line.put("do", command);
    commands.write(JSON.writeValueAsString(line) + "\n");
    commands.flush();
    return answer();
  }

  private JsonNode answer() throws IOException {
    var line = answers.readLine();
    if (line == null) throw new IOException("the js peer has ended");
    var answer = JSON.readTree(line);
    if (answer.has("failed")) throw new IOException("js peer: " + answer.get("failed"));
    return answer;
  }

  /** Beside this module, wherever in the sources the benchmark was started. */
  private static Path folder() throws IOException {
    for (var above : List.of(Path.of(""), Path.of(".."))) {
      var folder = above.resolve("libp2p/interop");
      if (Files.isDirectory(folder)) return folder;
    }
    throw new IOException("no libp2p/interop here");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
