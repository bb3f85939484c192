package network.superblock.runtime.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import network.superblock.runtime.lifecycle.ServiceApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what, while the keys change. */
@Timeout(120)
class SecurityTest {

  private static final String OPERATOR = "the operator's key";
  private static final String USER = "a user's key";
  private static final String ADMIN = "the administrator's key";

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Api.class)
  static class App {

    @Bean
    AccessRules access() {
      return AccessRules.of(
          AccessRule.submission(HttpMethod.POST, "/xts"),
          AccessRule.needs(Role.OPERATE, HttpMethod.POST, "/admission/**"),
          AccessRule.open(HttpMethod.POST, "/"));
    }
  }

  @RestController
  static class Api {

    @GetMapping("/xts")
    String read() {
      return "read";
    }

    @PostMapping({"/xts", "/admission/pause", "/", "/forgotten"})
    String write() {
      return "written";
    }
  }

  @TempDir static Path directory;

  private static final HttpClient client = HttpClient.newHttpClient();
  private static Path file;
  private static ConfigurableApplicationContext context;
  private static ConfigurableApplicationContext open;

  @BeforeAll
  static void start() throws Exception {
    file = directory.resolve("keys");
    write(
        line("ops", "operate", OPERATOR),
        line("user", "submit", USER),
        line("admin", "admin", ADMIN));
    context = start(Map.of());
    open =
        start(
            Map.of(
                "superblock.security.public-submission", "true",
                "superblock.security.limit.per-address", "2",
                "superblock.security.limit.per-key", "5",
                "superblock.security.limit.callers", "3",
                "superblock.security.limit.trusted-proxies", "1",
                // A test that is slow must not see the next period.
                "superblock.security.limit.period", "1h"));
  }

  private static ConfigurableApplicationContext start(Map<String, String> more) {
    var settings = new java.util.HashMap<String, Object>(more);
    settings.put("server.port", "0");
    settings.put("superblock.security.keys-file", file.toString());
    settings.put("superblock.security.reload", "50ms");
    return ServiceApplication.start(App.class, "security-test", settings);
  }

  @AfterAll
  static void stop() {
    context.close();
    open.close();
    client.close();
  }

  @Test
  void everybodyReads() throws Exception {
    assertThat(send(context, "/xts", "GET", "").statusCode()).isEqualTo(200);
    assertThat(send(context, "/xts", "GET", "a wrong key").statusCode()).isEqualTo(200);
    assertThat(send(context, "/actuator/health/liveness", "GET", "").statusCode()).isEqualTo(200);
  }

  @Test
  void writingNeedsAKeyWithTheRole() throws Exception {
    assertThat(post(context, "/xts", USER).body()).isEqualTo("written");
    assertThat(post(context, "/admission/pause", OPERATOR).body()).isEqualTo("written");
    assertThat(post(context, "/", "").body()).isEqualTo("written");

    var none = post(context, "/admission/pause", "");
    assertThat(problem(none, 401, "unauthorized").path("detail").asString())
        .contains("Authorization: Bearer");
    assertThat(none.headers().firstValue("www-authenticate")).contains("Bearer");
    problem(post(context, "/admission/pause", "a wrong key"), 401, "unauthorized");
    assertThat(
            problem(post(context, "/admission/pause", USER), 403, "forbidden")
                .path("detail")
                .asString())
        .contains("user");
    problem(post(context, "/xts", ""), 401, "unauthorized");
    problem(post(context, "/xts", OPERATOR), 403, "forbidden");
  }

  @Test
  void anEndpointThatHasNoRuleIsTheAdministrators() throws Exception {
    problem(post(context, "/forgotten", OPERATOR), 403, "forbidden");
    assertThat(post(context, "/forgotten", ADMIN).body()).isEqualTo("written");
    assertThat(post(context, "/admission/pause", ADMIN).body()).isEqualTo("written");
  }

  @Test
  void keysAreRotatedWhileTheServiceRuns() throws Exception {
    var next = "the operator's next key";
    write(
        line("ops", "operate", OPERATOR),
        line("ops-2", "operate", next),
        line("user", "submit", USER),
        line("admin", "admin", ADMIN));
    awaitStatus(next, 200);
    assertThat(post(context, "/admission/pause", OPERATOR).statusCode()).isEqualTo(200);

    write(
        line("ops-2", "operate", next),
        line("user", "submit", USER),
        line("admin", "admin", ADMIN));
    awaitStatus(OPERATOR, 401);
    assertThat(post(context, "/admission/pause", next).statusCode()).isEqualTo(200);

    write(
        line("ops", "operate", OPERATOR),
        line("user", "submit", USER),
        line("admin", "admin", ADMIN));
    awaitStatus(OPERATOR, 200);
    awaitStatus(next, 401);
  }

  @Test
  void everyCallerHasALimit() throws Exception {
    assertThat(from("10.0.0.1").statusCode()).isEqualTo(200);
    assertThat(from("10.0.0.1").statusCode()).isEqualTo(200);
    var refused = from("10.0.0.1");
    problem(refused, 429, "rate-limited");
    var seconds = refused.headers().firstValue("retry-after").map(Integer::parseInt).orElse(0);
    assertThat(seconds).isBetween(2, 3600);
    assertThat(refused.headers().firstValue("x-content-type-options")).contains("nosniff");
    // What it says itself of where it comes from does not count.
    problem(from("10.9.9.9, 10.0.0.1"), 429, "rate-limited");
    assertThat(from("10.0.0.2").statusCode()).isEqualTo(200);
    // One network of IPv6 is one caller.
    assertThat(from("2001:db8::1").statusCode()).isEqualTo(200);
    assertThat(from("2001:db8::2").statusCode()).isEqualTo(200);
    problem(from("2001:db8::3"), 429, "rate-limited");

    for (var i = 0; i < 5; i++) assertThat(post(open, "/xts", USER).statusCode()).isEqualTo(200);
    problem(post(open, "/xts", USER), 429, "rate-limited");
    // Reading is not counted.
    assertThat(send(open, "/xts", "GET", USER).statusCode()).isEqualTo(200);
    // Three callers are kept: the first one has been forgotten by now.
    assertThat(from("10.0.0.1").statusCode()).isEqualTo(200);
  }

  @Test
  void browsersAreToldToGuessNothing() throws Exception {
    var headers = send(context, "/xts", "GET", "").headers();
    assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
    assertThat(headers.firstValue("x-frame-options")).contains("DENY");
    assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
    assertThat(headers.firstValue("content-security-policy").orElse(""))
        .contains("frame-ancestors 'none'");
  }

  private static void awaitStatus(String key, int status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(post(context, "/admission/pause", key).statusCode()).isEqualTo(status));
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    var problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.path("type").asString()).isEqualTo("urn:superblock:problem:" + type);
    return problem;
  }

  private static HttpResponse<String> post(
      ConfigurableApplicationContext service, String path, String key) throws Exception {
    return send(service, path, "POST", key);
  }

  private static HttpResponse<String> send(
      ConfigurableApplicationContext service, String path, String method, String key)
      throws Exception {
    var request = request(service, path).method(method, BodyPublishers.noBody());
    if (!key.isEmpty()) request.header("Authorization", "Bearer " + key);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> from(String address) throws Exception {
    var request = request(open, "/xts").header("X-Forwarded-For", address);
    return client.send(request.POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(ConfigurableApplicationContext service, String path) {
    var port = service.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static String line(String name, String role, String key) throws Exception {
    var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
    return name + " " + role + " sha256:" + HexFormat.of().formatHex(hash);
  }

  private static void write(String... lines) throws Exception {
    var next = directory.resolve("next");
    Files.writeString(next, String.join("\n", lines));
    Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }
}
