package network.superblock.embedded.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import network.superblock.embedded.Patience;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service under test as its users and operators see it over HTTP.
 *
 * @param base where it answers
 */
public record RunningService(URI base) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> TRACES = List.of("Exception", "java.", "\\tat ");

  /** The service that answers on a port of loopback. */
  public static RunningService on(String port) {
    return new RunningService(URI.create("http://127.0.0.1:" + port));
  }

  public HttpResponse<String> get(String path) {
    try {
      return HTTP.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until everything that the service depends on is there and it is at work. */
  public void awaitReady() {
    await("ready", () -> readiness().statusCode() == 200);
  }

  /** Waits until the service says of one dependency that it is there. */
  public void awaitThere(String dependency) {
    await(dependency + " up", () -> stateOf(dependency).equals("UP"));
  }

  /**
   * Waits until the service, which must be alive, says of each of these that it is away, and why;
   * it must not be ready then.
   */
  public void awaitAway(String... dependencies) {
    for (var dependency : dependencies)
      await(dependency + " down", () -> stateOf(dependency).equals("DOWN"));
    var answer = readiness();
    for (var dependency : dependencies) {
      var reason = component(answer, dependency).at("/details/reason").asString("");
      check(!reason.isBlank() && !reason.contains("\tat "), answer);
    }
    check(answer.statusCode() == 503, answer);
    var liveness = get("/actuator/health/liveness");
    check(liveness.statusCode() == 200, liveness);
  }

  /** The answer to a request while something is away: a problem detail that gives nothing away. */
  public static void assertUnavailable(HttpResponse<String> answer) {
    check(answer.statusCode() == 503, answer);
    check(answer.body().contains("\"urn:superblock:problem:unavailable\""), answer);
    for (var trace : TRACES) check(!answer.body().contains(trace), answer);
  }

  private HttpResponse<String> readiness() {
    return get("/actuator/health/readiness");
  }

  private String stateOf(String dependency) {
    return component(readiness(), dependency).path("status").asString("");
  }

  private static JsonNode component(HttpResponse<String> readiness, String dependency) {
    return JsonMapper.shared().readTree(readiness.body()).path("components").path(dependency);
  }

  private void await(String what, BooleanSupplier condition) {
    if (!Patience.until(LIMIT, condition))
      throw new AssertionError("not " + what + ": " + readiness().body());
  }

  private static void check(boolean expected, HttpResponse<String> answer) {
    if (!expected)
      throw new AssertionError(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
  }
}
