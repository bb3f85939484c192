package network.superblock.devnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.setup.Accounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What the services know and nobody else may: it is in no log, from the network's start on. */
@Timeout(240)
@ExtendWith(SharedNetwork.class)
class SecretsTest {

  private final TestNetwork network;

  SecretsTest(TestNetwork network) {
    this.network = network;
  }

  @Test
  void noKeyAndNoPasswordIsLogged() throws Exception {
    var xt = network.sign(Demo.PINGPONG, Accounts.user(15));
    assertThat(network.queue().post(xt).status()).isEqualTo(202);
    showKey("/api/v1/xts");
    showKey("/api/v1/nothing");
    network.queue().reached(xt.id(), "QUEUED");
    network.queue().end(xt.id());
    assertThat(network.logs().lines()).isPositive();
    assertThat(network.logs().leaks()).isEmpty();
  }

  /** So that the watch can find something. */
  @Test
  void aSecretInALogIsSeen() {
    var secret = "a secret that is logged on purpose";
    var watch = LogWatch.over(List.of(secret));
    var log = LoggerFactory.getLogger(SecretsTest.class);
    log.warn("{}", secret);
    log.warn("failed", new IllegalStateException("wrapped", new IllegalStateException(secret)));
    watch.stop();
    assertThat(watch.leaks()).hasSize(2);
  }

  /** With a body that is refused, so that the request shows up wherever it can. */
  private void showKey(String path) throws Exception {
    URI queue = network.devnet().endpoints().xtQueueService();
    var request =
        HttpRequest.newBuilder(queue.resolve(path))
            .header("Authorization", "Bearer " + TestNetwork.API_KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isBetween(400, 499);
    }
  }
}
