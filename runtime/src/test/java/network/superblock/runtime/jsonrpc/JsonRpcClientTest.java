package network.superblock.runtime.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.superblock.runtime.jsonrpc.TestNodes.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import network.superblock.runtime.jsonrpc.JsonRpcClient.Call;
import network.superblock.runtime.lifecycle.UnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class JsonRpcClientTest {

  private record Answer(int status, String body) {}

  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private volatile Function<JsonNode, Answer> node = request -> ok(request, "\"0x1\"");

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void callsAMethod() {
    assertThat(now(client().call("eth_getBalance", "0x1", true)).asString()).isEqualTo("0x1");
    assertThat(requests.getFirst().toString())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\"0x1\",true]}");
  }

  @Test
  void givesNullAsANode() {
    node = request -> ok(request, "null");
    assertThat(now(client().call("eth_getBlockByNumber", "0x9", false)).isNull()).isTrue();
  }

  @Test
  void givesTheNodesOwnErrorWhateverTheStatus() {
    for (var status : List.of(200, 400)) {
      node =
          request ->
              new Answer(
                  status,
                  "{\"jsonrpc\":\"2.0\",\"id\":%d,\"error\":{\"code\":3,\"message\":\"reverted\",\"data\":\"0x08\"}}"
                      .formatted(request.get("id").asLong()));
      assertThatThrownBy(() -> client().call("eth_call").block())
          .isInstanceOfSatisfying(
              JsonRpcException.class,
              error -> {
                assertThat(error.code()).isEqualTo(3);
                assertThat(error.nodeMessage()).isEqualTo("reverted");
                assertThat(error.data()).isEqualTo("0x08");
              });
    }
    assertThat(requests).hasSize(2);
  }

  @Test
  void refusesWhatIsNoAnswer() {
    for (var body : List.of("", "<html>", "{}", "{\"id\":99,\"result\":1}", "7")) {
      node = _ -> new Answer(200, body);
      assertThatThrownBy(() -> client().call("eth_call").block())
          .as(body)
          .isInstanceOf(MalformedResponseException.class);
    }
  }

  @Test
  void matchesTheAnswersOfABatchByTheirIds() {
    node =
        batch -> new Answer(200, "[" + numbered(batch.get(1)) + "," + numbered(batch.get(0)) + "]");
    var calls = List.of(Call.of("eth_getCode", "0xa"), Call.of("eth_getBalance", "0xb"));
    assertThat(now(client().callAll(calls)))
        .extracting(JsonNode::asString)
        .containsExactly("eth_getCode", "eth_getBalance");
    assertThat(requests).hasSize(1);
  }

  @Test
  void failsABatchByTheErrorOfOneCallOrOfAll() {
    var calls = List.of(Call.of("eth_getCode", "0xa"), Call.of("eth_getBalance", "0xb"));
    var error = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32005,\"message\":\"no\"}}";
    for (Function<JsonNode, String> answer :
        List.<Function<JsonNode, String>>of(
            batch ->
                "[" + numbered(batch.get(0)) + "," + error.formatted(batch.get(1).get("id")) + "]",
            _ -> error.formatted("null"))) {
      node = batch -> new Answer(200, answer.apply(batch));
      assertThatThrownBy(() -> client().callAll(calls).block())
          .isInstanceOf(JsonRpcException.class);
    }
    node = batch -> new Answer(200, "[" + numbered(batch.get(0)) + "]");
    assertThatThrownBy(() -> client().callAll(calls).block())
        .isInstanceOf(MalformedResponseException.class);
  }

  @Test
  void readsNoMoreThanIsReasonable() {
    node = request -> ok(request, "\"" + "x".repeat(2 << 20) + "\"");
    assertThatThrownBy(() -> client().call("eth_call").block())
        .isInstanceOf(MalformedResponseException.class);
  }

  @Test
  void repeatsACallThatMayBeRepeated() {
    node = request -> requests.size() < 3 ? new Answer(503, "busy") : ok(request, "7");
    assertThat(now(client().call("eth_call")).asInt()).isEqualTo(7);
    assertThat(requests).hasSize(3);
  }

  @Test
  void makesACallOnceThatMustNotBeRepeated() {
    node = _ -> new Answer(503, "busy");
    assertThatThrownBy(() -> client().callOnce("eth_sendRawTransaction", "0x02").block())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("node does not answer");
    assertThat(requests).hasSize(1);
  }

  @Test
  void endsACallInTime() {
    var never = new CountDownLatch(1);
    node =
        request -> {
          awaitQuietly(never);
          return ok(request, "1");
        };
    var client = TestNodes.client(url(), Duration.ofMillis(100));
    assertThatThrownBy(() -> client.callOnce("eth_call").block())
        .isInstanceOf(UnavailableException.class);
    never.countDown();
  }

  @Test
  void leavesANodeAloneThatIsAwayAndFindsItWhenItIsBack() {
    var client = client();
    node = _ -> new Answer(503, "busy");
    for (var i = 0; i < 3; i++)
      assertThatThrownBy(() -> client.call("eth_call").block())
          .isInstanceOf(UnavailableException.class);
    var asked = requests.size();
    assertThat(asked).isLessThan(9);
    node = request -> ok(request, "1");
    await()
        .ignoreException(UnavailableException.class)
        .until(() -> now(client.call("eth_call")).asInt() == 1);
  }

  private JsonRpcClient client() {
    return TestNodes.client(url());
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** An answer that gives the method back. */
  private static String numbered(JsonNode request) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":%s}"
        .formatted(request.get("id").asLong(), request.get("method"));
  }

  private static Answer ok(JsonNode request, String result) {
    return new Answer(
        200,
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":%s}"
            .formatted(request.get("id").asLong(), result));
  }

  private void serve(HttpExchange exchange) throws IOException {
    var request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    requests.add(request);
    var answer = node.apply(request);
    var body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
