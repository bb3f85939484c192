package network.superblock.embedded.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import network.superblock.embedded.ForkedJvm;
import network.superblock.embedded.Patience;
import network.superblock.embedded.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeKillTest {

  private static final String RECEIVER = "0x00000000000000000000000000000000000000aa";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void endsWithItsJvm() throws Exception {
    try (var jvm = ForkedJvm.start(NodeKillTest.class, directory.toString())) {
      jvm.awaitReady();
      var node = processOf(directory);
      assertThat(node.isAlive()).isTrue();
      jvm.kill();

      // Nobody may ever collect its remains, which have no command line.
      assertThat(Patience.until(LIMIT, () -> node.info().arguments().isEmpty())).isTrue();
    }
  }

  private static ProcessHandle processOf(Path directory) throws IOException {
    var pid = Files.readString(directory.resolve("anvil.pid")).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** The killed JVM's node may still be running then, on the port and in the directory. */
  @Test
  void continuesTheChainOfANodeWhoseJvmWasKilled() throws Exception {
    Port port;
    try (var jvm = ForkedJvm.start(NodeKillTest.class, directory.toString())) {
      port = Port.fixed(Integer.parseInt(jvm.awaitReady()));
      jvm.kill();
    }

    try (var node = EthereumNode.start(NodeOptions.l2(77_777).keptIn(directory).on(port))) {
      assertThat(new JsonRpc(node.rpc()).balance(RECEIVER)).isEqualTo("0x1");
    }
  }

  /** What runs in the JVM that is killed. */
  public static void main(String[] arguments) throws Exception {
    var node = EthereumNode.start(NodeOptions.l2(77_777).keptIn(Path.of(arguments[0])));
    new JsonRpc(node.rpc()).pay(RECEIVER);
    ForkedJvm.reportReady(Integer.toString(node.port().number()));
    ForkedJvm.awaitKill();
  }
}
