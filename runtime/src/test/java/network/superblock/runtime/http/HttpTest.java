package network.superblock.runtime.http;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.lifecycle.ServiceApplication;
import network.superblock.runtime.lifecycle.UnavailableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class HttpTest {

  record Leg(ChainId chainId, List<Bytes> rawTransactions) {}

  record Order(List<Leg> transactions) {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Api.class)
  static class App {}

  @RestController
  static class Api {

    final RecentEvents<String> events = new RecentEvents<>(3);
    final News news = new News();
    private final EventStreams streams;

    Api(EventStreams streams) {
      this.streams = streams;
    }

    @PostMapping("/orders")
    Mono<Order> post(@RequestBody Order order) {
      return Mono.just(order);
    }

    @GetMapping("/chains/{chain}")
    String chain(@PathVariable long chain) {
      return "chain " + chain;
    }

    @GetMapping("/list")
    Page<Integer> list(
        @RequestParam(required = false) Integer limit,
        @RequestParam(required = false) String cursor) {
      var request = PageRequest.of(limit, cursor);
      var from = request.after().map(Cursor::asLong).orElse(0L).intValue();
      var all = List.of(1, 2, 3, 4, 5);
      return Page.of(
          all.stream().filter(i -> i > from).limit(request.fetch()).toList(),
          request,
          i -> Cursor.of(i));
    }

    @GetMapping("/broken")
    Mono<String> broken() {
      return Mono.error(new IllegalStateException("secret: 42"));
    }

    @GetMapping("/away")
    Mono<String> away() {
      return Mono.error(new UnavailableException("L1 is away", new RuntimeException()));
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> events(
        @RequestHeader(name = "Last-Event-ID", required = false) String last) {
      return streams.after(EventStreams.lastEventId(last, 0), events, news);
    }
  }

  private static ConfigurableApplicationContext context;
  private static URI base;
  private static final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    context =
        ServiceApplication.start(
            App.class,
            "http-test",
            Map.of("server.port", "0", "superblock.security.profile", "devnet"));
    base =
        URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  @AfterAll
  static void stop() {
    context.close();
    client.close();
  }

  @Test
  void readsAndWritesTheProtocolsValues() throws Exception {
    var body = "{\"transactions\":[{\"chainId\":77777,\"rawTransactions\":[\"0x02ff\"]}]}";
    var answer = post("application/json", body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"transactions":[                                         | not JSON
          {"transactions":7}                                        | transactions
          {"transactions":[{"chainId":0,"rawTransactions":[]}]}     | chain ID must be positive
          {"transactions":[{"chainId":"1","rawTransactions":[]}]}   | whole number
          {"transactions":[{"chainId":1,"rawTransactions":["02"]}]} | transactions[0].rawTransactions[0]
          {"transactions":[{"chainId":1,"rawTransactions":["0xz"]}]}| not valid
          {"nonsense":1}                                            | nonsense
          {"transactions":[{"chainId":99999999999999999999}]}       | chainId
          """)
  void saysWhatIsWrongWithABody(String body, String words) throws Exception {
    var problem = problem(post("application/json", body), 400);
    assertThat(problem.get("type").asString()).isEqualTo("urn:superblock:problem:malformed-body");
    assertThat(problem.get("detail").asString())
        .contains(words)
        .doesNotContain("network.superblock", "java.", "Exception");
    assertThat(problem.get("instance").asString()).isEqualTo("/orders");
  }

  @Test
  void refusesABodyOverTheLimitBeforeReadingIt() throws Exception {
    var request = request("/orders").header("content-type", "application/json");
    var answer = send(request.POST(ofByteArray(new byte[10 << 20])).build());
    assertThat(problem(answer, 413).get("type").asString()).endsWith(":body-too-large");
  }

  @Test
  void refusesABodyOverTheLimitThatDoesNotSayItsLength() throws Exception {
    var long_ =
        ("[\"" + "x".repeat(2 << 20) + "\"]").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var chunked =
        HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(long_));
    var request = request("/orders").header("content-type", "application/json").POST(chunked);
    assertThat(problem(send(request.build()), 413).get("type").asString())
        .endsWith(":body-too-large");
  }

  @Test
  void answersEveryFailureWithAProblem() throws Exception {
    assertThat(type(post("text/plain", "x"), 415)).isEqualTo("unsupported-media-type");
    assertThat(type(post("application/json", ""), 400)).isEqualTo("malformed-body");
    assertThat(type(get("/nothing"), 404)).isEqualTo("not-found");
    assertThat(type(get("/orders"), 405)).isEqualTo("method-not-allowed");
    assertThat(type(get("/chains/x"), 400)).isEqualTo("invalid-parameter");
    assertThat(type(get("/list?limit=0"), 400)).isEqualTo("invalid-parameter");
    assertThat(type(get("/list?cursor=!"), 400)).isEqualTo("invalid-parameter");
    assertThat(type(get("/away"), 503)).isEqualTo("unavailable");
  }

  @Test
  void hidesItsOwnFaultsBehindAReference() throws Exception {
    var answer = get("/broken");
    assertThat(type(answer, 500)).isEqualTo("internal");
    assertThat(answer.body()).contains("reference").doesNotContain("secret", "Exception", "\tat ");
  }

  @Test
  void describesTheProtocolsValuesAsTheyAreWritten() throws Exception {
    var leg = json(get("/v3/api-docs")).at("/components/schemas/Leg/properties");
    assertThat(leg.at("/chainId/type").asString()).isEqualTo("integer");
    assertThat(leg.at("/rawTransactions/items/pattern").asString()).startsWith("^0x");
  }

  @Test
  void pagesByCursor() throws Exception {
    var first = json(get("/list?limit=2"));
    assertThat(first.get("items").toString()).isEqualTo("[1,2]");
    var second = json(get("/list?limit=2&cursor=" + first.get("next").asString()));
    assertThat(second.get("items").toString()).isEqualTo("[3,4]");
    var last = get("/list?limit=2&cursor=" + second.get("next").asString());
    assertThat(last.body()).isEqualTo("{\"items\":[5]}");
  }

  @Test
  void streamsWhatWasThenWhatComes() throws Exception {
    var api = context.getBean(Api.class);
    api.events.add(new StreamEvent<>(1, "made", "one"));
    api.events.add(new StreamEvent<>(2, "made", "two"));
    var request = request("/events").header("Last-Event-ID", "1").build();
    try (var lines = client.send(request, BodyHandlers.ofLines()).body()) {
      var each = lines.filter(line -> !line.isEmpty()).iterator();
      assertThat(List.of(each.next(), each.next()))
          .containsExactlyInAnyOrder(":connected", "retry:1000");
      assertThat(List.of(each.next(), each.next(), each.next()))
          .containsExactlyInAnyOrder("id:2", "event:made", "data:two");
      api.events.add(new StreamEvent<>(3, "made", "three"));
      api.news.tell();
      assertThat(List.of(each.next(), each.next(), each.next()))
          .containsExactlyInAnyOrder("id:3", "event:made", "data:three");
    }
    api.events.add(new StreamEvent<>(4, "made", "four"));
    api.events.add(new StreamEvent<>(5, "made", "five"));
    var gone = request("/events").header("Last-Event-ID", "1").build();
    assertThat(send(gone).body()).contains("events-gone");
  }

  private static String type(HttpResponse<String> answer, int status) {
    return problem(answer, status).get("type").asString().replace("urn:superblock:problem:", "");
  }

  private static JsonNode problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    return json(answer);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static HttpResponse<String> post(String type, String body) throws Exception {
    return send(request("/orders").header("content-type", type).POST(ofString(body)).build());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }
}
