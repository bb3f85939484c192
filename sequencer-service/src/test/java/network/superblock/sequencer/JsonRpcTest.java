package network.superblock.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.XtRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sequencer as wallets see it, in go-ethereum's words and codes. */
@Timeout(180)
class JsonRpcTest {

  private static TestRollup rollup;
  private static ScriptedPublisher publisher;
  private static RunningSequencer sequencer;

  @BeforeAll
  static void start() {
    rollup = TestRollup.start(71_001);
    publisher = TestNetwork.shared().publisher();
    sequencer = TestNetwork.shared().sequencer(rollup).awaitReady();
  }

  @AfterAll
  static void stop() {
    sequencer.close();
    rollup.close();
  }

  @Test
  void forwardsAnXt() {
    var xt =
        new XtRequest(
            List.of(
                new TransactionRequest(rollup.chain(), List.of(Bytes.fromHex("dead"))),
                new TransactionRequest(new ChainId(88888), List.of(Bytes.fromHex("beef")))));
    var json =
        Map.of(
            "transactions",
            List.of(
                Map.of("chainId", rollup.chain().value(), "rawTransactions", List.of("0xdead")),
                Map.of("chainId", "0x15b38", "rawTransactions", List.of("0xbeef"))));
    assertThat(sequencer.call("eth_sendXTransaction", json).path("result").asString())
        .isEqualTo(xt.id().toString());
    assertThat(publisher.forwarded()).isEqualTo(xt);
    fails(-32602, sequencer.call("eth_sendXTransaction", "0xzz"));
    fails(-32602, sequencer.call("eth_sendXTransaction", Map.of("transactions", 5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anvil_setBalance",
        "anvil_dumpState",
        "evm_mine",
        "evm_revert",
        "hardhat_reset",
        "debug_traceTransaction",
        "admin_peers",
        "personal_unlockAccount",
        "miner_stop",
        "txpool_content",
        "eth_sendTransaction",
        "eth_sign",
        "eth_signTransaction",
        "eth_newFilter",
        "no_suchMethod",
        "",
        "eth_sendRawTransaction "
      })
  void refusesWhatIsNotOnTheList(String method) {
    var answer = sequencer.call(method);
    fails(-32601, answer);
    assertThat(answer.at("/error/message").asString())
        .isEqualTo("the method " + method + " does not exist/is not available");
  }

  @Test
  void passesReadsOnWithTheNodesAnswer() {
    assertThat(sequencer.call("eth_chainId").path("result").asString()).isEqualTo("0x11559");
    assertThat(sequencer.call("eth_accounts").path("result")).isEmpty();
    assertThat(sequencer.call("eth_getBlockByNumber", "0x0", false).at("/result/number").asString())
        .isEqualTo("0x0");
    assertThat(sequencer.call("eth_getBlockByNumber", "0xffffff", false).path("result").isNull())
        .isTrue();
    fails(-32602, sequencer.call("eth_getBalance", "no address", "latest"));
    fails(-32602, sequencer.call("eth_getTransactionByHash", "0x12"));
    fails(-32602, sequencer.call("eth_getTransactionCount", 5, "pending"));
    fails(-32602, sequencer.call("eth_sendRawTransaction"));
    fails(-32602, sequencer.call("eth_sendRawTransaction", "dead"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-32700 | {",
        "-32700 | ``",
        "-32700 | [{]",
        "-32600 | 5",
        "-32700 | {}}",
        "-32600 | null",
        "-32600 | \"eth_chainId\"",
        "-32600 | {}",
        "-32600 | []",
        "-32600 | {\"id\":1,\"method\":5}",
        "-32600 | {\"id\":{},\"method\":\"eth_chainId\"}",
        "-32602 | {\"id\":1,\"method\":\"eth_chainId\",\"params\":{}}",
        "-32602 | {\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":[{}]}"
      })
  void answersMalformedCallsWithTheirCode(int code, String body) {
    fails(code, sequencer.post(body));
  }

  @Test
  void answersABatchInOrderAndChecksEachCall() {
    JsonNode answers =
        sequencer.post(
            """
            [{"jsonrpc":"2.0","id":"a","method":"eth_chainId"},
             {"jsonrpc":"2.0","id":2,"method":"evm_mine"},
             7,
             {"jsonrpc":"2.0","id":3,"method":"eth_blockNumber","params":[]}]
            """);
    assertThat(answers).hasSize(4);
    assertThat(answers.get(0).path("id").asString()).isEqualTo("a");
    assertThat(answers.get(0).path("result").asString()).isEqualTo("0x11559");
    fails(-32601, answers.get(1));
    fails(-32600, answers.get(2));
    assertThat(answers.get(3).path("id").asInt()).isEqualTo(3);
    assertThat(answers.get(3).path("result").asString()).startsWith("0x");
  }

  @Test
  void boundsBatchesAndBodies() {
    String many =
        IntStream.range(0, 101)
            .mapToObj(i -> "{\"id\":" + i + ",\"method\":\"eth_chainId\"}")
            .collect(Collectors.joining(",", "[", "]"));
    fails(-32600, sequencer.post(many));
    var tooLarge = sequencer.answerTo("[\"" + "a".repeat(10 << 20) + "\"]");
    assertThat(tooLarge.getStatusCode()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    assertThat(JsonMapper.shared().readTree(tooLarge.getBody()).path("type").asString())
        .isNotBlank();
    String deep = "[".repeat(100_000);
    fails(-32700, sequencer.post(deep));
  }

  @Test
  void showsWhereItStandsAndWhatHappened() {
    long slot = sequencer.open(publisher, rollup);
    JsonNode report = sequencer.report();
    assertThat(report.path("chainId").asLong()).isEqualTo(71_001);
    assertThat(report.path("slot").asLong()).isEqualTo(slot);
    assertThat(report.path("state").asString()).isEqualTo("BUILDING_FREE");
    assertThat(report.at("/draft/parentHash").asString())
        .isEqualTo(rollup.node().head().hash().toString());

    var all = events("0");
    assertThat(all).extracting(ServerSentEvent::event).contains("slot", "open");
    assertThat(events(String.valueOf(all.getFirst().id())))
        .extracting(ServerSentEvent::id)
        .containsExactlyElementsOf(
            all.subList(1, all.size()).stream().map(ServerSentEvent::id).toList());
    assertThat(sequencer.get("/v3/api-docs").path("paths").propertyNames())
        .contains("/", "/api/v1/sequencer", "/api/v1/sequencer/events");
  }

  private static List<ServerSentEvent<JsonNode>> events(String after) {
    long last = sequencer.newsId();
    return sequencer
        .http()
        .get()
        .uri("/api/v1/sequencer/events")
        .header("Last-Event-ID", after)
        .retrieve()
        .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {})
        .filter(event -> event.id() != null)
        .takeUntil(event -> Long.parseLong(event.id()) >= last)
        .collectList()
        .blockOptional(Duration.ofSeconds(60))
        .orElseThrow();
  }

  private static void fails(int code, JsonNode answer) {
    assertThat(answer.at("/error/code").asInt()).as("%s", answer).isEqualTo(code);
    assertThat(answer.path("jsonrpc").asString()).isEqualTo("2.0");
    assertThat(answer.has("id")).isTrue();
  }
}
