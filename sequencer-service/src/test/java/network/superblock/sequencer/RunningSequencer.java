package network.superblock.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Address;
import network.superblock.sequencer.board.SequencerBoard;
import network.superblock.wire.transaction.SignedTransaction;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sequencer's service, as its users and operators see it. */
record RunningSequencer(ConfigurableApplicationContext context) implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(60);

  RunningSequencer awaitReady() {
    await().atMost(LONG).until(() -> readiness().path("status").asString().equals("UP"));
    return this;
  }

  void awaitState(String state) {
    await().atMost(LONG).until(() -> report().path("state").asString(), state::equals);
  }

  /** Opens the next slot on the rollup's head and waits for the draft; returns its number. */
  long open(ScriptedPublisher publisher, TestRollup rollup) {
    long slot = publisher.open(Map.of(rollup.chain(), rollup.node().head().ref()));
    await().atMost(LONG).until(() -> report().path("slot").asLong() == slot);
    awaitState("BUILDING_FREE");
    return slot;
  }

  void awaitLocals(int number) {
    await().atMost(LONG).until(() -> report().at("/draft/localTransactions").asInt() == number);
  }

  /** What it told of a slot. */
  List<String> newsOf(long slot) {
    var events = context.getBean(SequencerBoard.class).events();
    return events
        .after(0, Integer.MAX_VALUE)
        .map(event -> event.data())
        .filter(news -> news.slot().value() == slot)
        .map(news -> news.detail())
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  /** The id of the first thing that it still knows to have told. */
  long firstNewsId() {
    return context
        .getBean(SequencerBoard.class)
        .events()
        .after(0, 1)
        .next()
        .map(event -> event.id())
        .blockOptional(LONG)
        .orElseThrow();
  }

  /** The id of the last thing that it told. */
  long newsId() {
    return context.getBean(SequencerBoard.class).events().lastId();
  }

  JsonNode report() {
    return get("/api/v1/sequencer");
  }

  /** With the components that it is made of. */
  JsonNode readiness() {
    return get("/actuator/health/readiness");
  }

  JsonNode get(String path) {
    return JsonMapper.shared().readTree(text(path));
  }

  String text(String path) {
    return http()
        .get()
        .uri(path)
        .exchangeToMono(response -> response.bodyToMono(String.class))
        .blockOptional()
        .orElseThrow();
  }

  /** Sends a local transaction that must be taken. */
  SignedTransaction send(SignedTransaction transaction) {
    JsonNode answer = call("eth_sendRawTransaction", transaction.raw().toString());
    assertThat(answer.path("result").asString(""))
        .as("%s", answer)
        .isEqualTo(transaction.hash().toString());
    return transaction;
  }

  String pendingCount(Address sender) {
    return call("eth_getTransactionCount", sender.toString(), "pending").path("result").asString();
  }

  /** The response to one call. */
  JsonNode call(String method, Object... parameters) {
    return post(
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters))));
  }

  /** The response to whatever body. */
  JsonNode post(String body) {
    return JsonMapper.shared().readTree(String.valueOf(answerTo(body).getBody()));
  }

  ResponseEntity<String> answerTo(String body) {
    return http()
        .post()
        .uri("/")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchangeToMono(response -> response.toEntity(String.class))
        .switchIfEmpty(Mono.error(() -> new AssertionError("no answer")))
        .blockOptional()
        .orElseThrow();
  }

  WebClient http() {
    var port = context.getEnvironment().getProperty("local.server.port");
    return WebClient.builder()
        .baseUrl("http://127.0.0.1:" + port)
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(32 << 20))
        .build();
  }

  @Override
  public void close() {
    context.close();
  }
}
