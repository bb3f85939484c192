package network.superblock.embedded.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import network.superblock.embedded.Patience;
import network.superblock.embedded.StartFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EthereumNodeTest {

  private static final String RECEIVER = "0x00000000000000000000000000000000000000aa";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @Test
  void theChainSurvivesARestartAndCanStillBeRolledBack() throws Exception {
    var genesis = Genesis.of(77_777).at(Instant.ofEpochSecond(1_700_000_000));
    var options = NodeOptions.l2(77_777).from(genesis).keptIn(directory);
    try (var node = EthereumNode.start(options)) {
      var rpc = new JsonRpc(node.rpc());
      for (var i = 0; i < 3; i++) rpc.pay(RECEIVER);
      options = options.on(node.port());
    }

    try (var node = EthereumNode.start(options)) {
      var rpc = new JsonRpc(node.rpc());

      assertThat(node.chainId()).isEqualTo(77_777);
      assertThat(rpc.height()).isEqualTo("0x3");
      assertThat(rpc.balance(RECEIVER)).isEqualTo("0x3");
      rpc.call("anvil_rollback", "2");
      assertThat(rpc.balance(RECEIVER)).isEqualTo("0x1");
      assertThat(rpc.call("eth_getBlockByNumber", "\"0x0\",false"))
          .contains("timestamp:0x6553f100");
    }
  }

  @Test
  void comesBackAfterAKillAndCanBePausedAndStopped() throws Exception {
    var options = NodeOptions.l2(88_888).keptIn(directory);
    try (var node = EthereumNode.start(options)) {
      var rpc = new JsonRpc(node.rpc());
      rpc.pay(RECEIVER);
      var state = directory.resolve("state.json");
      assertThat(Patience.until(LIMIT, () -> contains(state, RECEIVER.substring(2)))).isTrue();

      node.kill();
      node.awaitAnswer();
      assertThat(rpc.balance(RECEIVER)).isEqualTo("0x1");

      node.pause();
      var probe = new JsonRpcProbe(node.rpc(), 88_888);
      // Its threads stop one after the other.
      assertThat(Patience.until(LIMIT, () -> !probe.isAnswered())).isTrue();
      node.resume();
      node.awaitAnswer();

      node.stop();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(node::kill)
          .withMessage("the node is stopped");
      node.start();
      assertThat(rpc.balance(RECEIVER)).isEqualTo("0x1");
    }
  }

  @Test
  void minesByItselfAtTheGivenPace() throws Exception {
    try (var node = EthereumNode.start(NodeOptions.l1(900, Duration.ofMillis(100)))) {
      var rpc = new JsonRpc(node.rpc());

      assertThat(
              Patience.until(
                  LIMIT,
                  () -> {
                    try {
                      return rpc.height().compareTo("0x3") >= 0;
                    } catch (IOException | InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  }))
          .isTrue();
    }
  }

  @Test
  void refusesATakenPortAndATakenDirectory() {
    var options = NodeOptions.l2(77_777).keptIn(directory);
    try (var node = EthereumNode.start(options)) {
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> EthereumNode.start(NodeOptions.l2(88_888).on(node.port())))
          .withMessageContaining("port " + node.port().number() + " is in use");
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> EthereumNode.start(options))
          .withMessage("another node is using " + directory + ": stop it first");
    }
  }

  @Test
  void saysWhatTheNodeSaidWhenItDoesNotStart() {
    var funding = new Funding("these are not the words of a mnemonic", 1, 1);
    var genesis = Genesis.of(77_777).funding(funding);

    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(() -> EthereumNode.start(NodeOptions.l2(77_777).from(genesis)))
        .withMessageContaining("anvil did not start on port")
        .withMessageContaining("these");
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
