package network.superblock.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.superblock.runtime.lifecycle.ServiceApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page's server: files, addresses, and what a browser may do with them. */
@Timeout(60)
class ConsoleTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "server.port", "0",
          "console.network", "net",
          "console.slot-service", "http://slots.example:8081/",
          "console.xt-queue-service", "https://example.org/xts",
          "console.block-store-service", "https://example.org/blocks",
          "console.superblock-service", "http://superblocks.example",
          "console.sequencers[0].chain", "77777",
          "console.sequencers[0].url", "http://sequencer.example:8085",
          "console.gateways[0].name", "west",
          "console.gateways[0].url", "http://gateway.example:8090");

  private static final HttpClient client = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext context;
  private static URI base;

  @BeforeAll
  static void start() {
    context = start(SETTINGS);
    base =
        URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  @AfterAll
  static void stop() {
    context.close();
    client.close();
  }

  private static ConfigurableApplicationContext start(Map<String, String> settings) {
    return ServiceApplication.start(ConsoleApplication.class, ConsoleApplication.NAME, settings);
  }

  @Test
  void servesThePageAndAllThatItIsMadeOf() throws Exception {
    var page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    for (var part : page.body().split("\"", -1))
      if (part.endsWith(".js") || part.endsWith(".css") || part.endsWith(".svg"))
        assertThat(get("/" + part).statusCode()).as(part).isEqualTo(200);
    assertThat(get("/js/main.js").headers().firstValue("content-type").orElse(""))
        .contains("javascript");
    assertThat(get("/application.yml").statusCode()).isEqualTo(404);
    assertThat(get("/js/../console.yml").statusCode()).isEqualTo(404);
  }

  @Test
  void letsThePageRunItsOwnScriptsAndCallTheNamedServicesAlone() throws Exception {
    for (var path : List.of("/", "/js/main.js", "/css/base.css", "/nothing")) {
      var headers = get(path).headers();
      assertThat(headers.allValues("content-security-policy"))
          .as(path)
          .containsExactly(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                  + " 'self' http://slots.example:8081 https://example.org"
                  + " http://superblocks.example http://sequencer.example:8085"
                  + " http://gateway.example:8090; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'");
      assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
      assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
      assertThat(headers.firstValue("cache-control").orElse("")).contains("no-cache");
    }
  }

  @Test
  void namesTheServicesAndNoDemosUnlessToldTo() throws Exception {
    var addresses = addresses();
    assertThat(addresses.get("network").asString()).isEqualTo("net");
    assertThat(addresses.get("slotService").asString()).isEqualTo("http://slots.example:8081");
    assertThat(addresses.get("xtQueueService").asString()).isEqualTo("https://example.org/xts");
    assertThat(addresses.at("/sequencers/0/chainId").asLong()).isEqualTo(77_777);
    assertThat(addresses.at("/gateways/0/name").asString()).isEqualTo("west");
    assertThat(addresses.has("demos")).isFalse();
  }

  @Test
  void isReadyByItself() throws Exception {
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "console.slot-service, javascript:alert(1), console.slot-service",
    "console.slot-service, 'http://a; script-src *', slot-service",
    "console.xt-queue-service, http://user:secret@a, console.xt-queue-service",
    "console.block-store-service, http://a/?x=1, console.block-store-service",
    "console.superblock-service, ftp://a, console.superblock-service",
    "console.sequencers[0].chain, 0, must be positive",
    "console.sequencers[0].url, a/b, 'console.sequencers[].url'",
    "console.gateways[0].name, ' ', 'console.gateways[].name'",
    "console.demos, file:///etc, console.demos"
  })
  void refusesAWrongAddress(String setting, String value, String words) {
    var settings = new TreeMap<>(SETTINGS);
    settings.put(setting, value);
    assertThatThrownBy(() -> bind(settings)).hasStackTraceContaining(words);
  }

  @Test
  void refusesToGuessAnAddress() {
    var settings = new TreeMap<>(SETTINGS);
    settings.remove("console.superblock-service");
    assertThatThrownBy(() -> bind(settings))
        .hasStackTraceContaining("console.superblock-service is missing");
  }

  private static ConsoleProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("console", ConsoleProperties.class);
  }

  private static JsonNode addresses() throws Exception {
    return JsonMapper.shared().readTree(get("/config.json").body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
  }
}
