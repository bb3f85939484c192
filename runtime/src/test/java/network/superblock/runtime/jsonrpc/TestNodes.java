package network.superblock.runtime.jsonrpc;

import java.net.URI;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Clients without an operator's settings. */
public final class TestNodes {

  private TestNodes() {}

  public static JsonRpcClient client(URI url) {
    return client(url, Duration.ofSeconds(10));
  }

  static JsonRpcClient client(URI url, Duration timeout) {
    return new JsonRpcClient(
        WebClient.builder(), JsonMapper.shared(), url, DataSize.ofMegabytes(1), guard(timeout));
  }

  public static CallGuard guard(Duration timeout) {
    return new CallGuard("node", timeout, CallGuard.Registries.defaults());
  }

  /** What a call gives, waiting for it. */
  public static <T> T now(Mono<T> call) {
    return call.blockOptional().orElseThrow();
  }
}
