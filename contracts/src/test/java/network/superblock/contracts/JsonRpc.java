package network.superblock.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC 2.0 over HTTP, one request at a time. */
final class JsonRpc implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  JsonRpc(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** The result; an error fails the test. */
  JsonNode result(String method, Object... params) {
    JsonNode answer = answer(method, params);
    if (answer.has("error")) throw new AssertionError(method + ": " + answer.get("error"));
    return answer.required("result");
  }

  /** The error; a result fails the test. */
  JsonNode error(String method, Object... params) {
    JsonNode answer = answer(method, params);
    if (!answer.has("error")) throw new AssertionError(method + " succeeded: " + answer);
    return answer.required("error");
  }

  private JsonNode answer(String method, Object... params) {
    var body = Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(params));
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(20))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + method, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
