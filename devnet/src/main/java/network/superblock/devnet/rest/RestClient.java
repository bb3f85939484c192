package network.superblock.devnet.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service and reads its JSON. Blocks. */
public final class RestClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI service;

  /** An answer of any status. */
  public record Answer(int status, JsonNode body) {

    /**
     * The body of a good answer.
     *
     * @throws IllegalStateException with the problem's own words, if it is none
     */
    public JsonNode required() {
      if (status >= 300) throw new IllegalStateException("answered " + status + ": " + body);
      return body;
    }
  }

  public RestClient(URI service) {
    this.service = service;
  }

  public Answer get(String path) {
    return ask(request(path).GET().build());
  }

  public Answer post(String path, JsonNode body) {
    var publisher = BodyPublishers.ofString(body.toString());
    return ask(request(path).header("Content-Type", "application/json").POST(publisher).build());
  }

  public Answer delete(String path) {
    return ask(request(path).DELETE().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.resolve(path)).timeout(TIMEOUT);
  }

  private Answer ask(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
