package network.superblock.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import network.superblock.runtime.lifecycle.ServiceApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Timeout(60)
class CorsTest {

  private static final String CONSOLE = "http://127.0.0.1:8099";
  private static final String ALLOWED = "access-control-allow-origin";

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Api.class)
  static class App {}

  @RestController
  static class Api {

    @GetMapping("/hello")
    String hello() {
      return "hello";
    }
  }

  @Test
  void letsTheNamedPageReadAnswersAndRefusalsAndNoOther() throws Exception {
    var settings = Map.of("server.port", "0", "superblock.cors.allowed-origins", CONSOLE);
    try (var context = ServiceApplication.start(App.class, "cors", settings);
        var client = HttpClient.newHttpClient()) {
      var base = base(context.getEnvironment().getRequiredProperty("local.server.port"));
      var hello = get(client, base.resolve("/hello"), CONSOLE);
      assertThat(hello.statusCode()).isEqualTo(200);
      assertThat(hello.headers().firstValue(ALLOWED)).contains(CONSOLE);
      var missing = get(client, base.resolve("/nothing"), CONSOLE);
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.headers().firstValue(ALLOWED)).contains(CONSOLE);

      var stranger = get(client, base.resolve("/hello"), "https://elsewhere.example");
      assertThat(stranger.statusCode()).isEqualTo(403);
      assertThat(stranger.headers().firstValue(ALLOWED)).isEmpty();
    }
  }

  @Test
  void allowsAPreflightForAPostOfJson() throws Exception {
    var settings = Map.of("server.port", "0", "superblock.cors.allowed-origins", CONSOLE);
    try (var context = ServiceApplication.start(App.class, "cors", settings);
        var client = HttpClient.newHttpClient()) {
      var base = base(context.getEnvironment().getRequiredProperty("local.server.port"));
      var preflight =
          HttpRequest.newBuilder(base.resolve("/hello"))
              .header("Origin", CONSOLE)
              .header("Access-Control-Request-Method", "POST")
              .header("Access-Control-Request-Headers", "content-type,last-event-id")
              .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
              .build();
      var answer = client.send(preflight, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("access-control-allow-methods").orElse(""))
          .contains("POST");
      assertThat(answer.headers().firstValue("access-control-allow-headers").orElse(""))
          .containsIgnoringCase("content-type");
    }
  }

  @Test
  void saysNothingOfCorsByDefault() throws Exception {
    try (var context = ServiceApplication.start(App.class, "cors", Map.of("server.port", "0"));
        var client = HttpClient.newHttpClient()) {
      var base = base(context.getEnvironment().getRequiredProperty("local.server.port"));
      var hello = get(client, base.resolve("/hello"), CONSOLE);
      assertThat(hello.statusCode()).isEqualTo(200);
      assertThat(hello.headers().firstValue(ALLOWED)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "console.example",
        "https://a.example/",
        "https://a.example/x",
        "file:///x",
        "https://user@a.example",
        "null",
        "https://*.example",
        ""
      })
  void refusesWhatIsNoOrigin(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CorsProperties(List.of(text)))
        .withMessageContaining("superblock.cors.allowed-origins");
  }

  private static URI base(String port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static HttpResponse<String> get(HttpClient client, URI uri, String origin)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri).header("Origin", origin).build(), BodyHandlers.ofString());
  }
}
