package network.superblock.bench.preconfirmation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.superblock.libp2p.peer.Multiaddr;

/** A {@link NodeHost} and its process. */
final class NodeProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final Multiaddr address;

  /**
   * Starts it and returns when it listens.
   *
   * @param degree how many peers its mesh takes
   * @param flags of its JVM
   */
  NodeProcess(int degree, List<String> flags) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dsuperblock.program=preconfirmation-node");
    command.add("-Dsuperblock.logs=" + System.getProperty("superblock.logs", "target/logs"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(NodeHost.class.getName(), String.valueOf(degree)));
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.answers = process.inputReader();
    this.questions = process.outputWriter();
    this.address = Multiaddr.parse(line().substring(NodeHost.UP.length()));
  }

  Multiaddr address() {
    return address;
  }

  /** The numbers that it answers to a question. */
  double[] ask(String question) throws IOException {
    questions.write(question + "\n");
    questions.flush();
    return Stream.of(line().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private String line() throws IOException {
    var line = answers.readLine();
    if (line == null) throw new IOException("the node's process has ended");
    return line;
  }

  @Override
  public void close() throws IOException {
    questions.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
