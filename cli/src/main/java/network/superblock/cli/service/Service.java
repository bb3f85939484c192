package network.superblock.cli.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import network.superblock.cli.RefusedException;
import network.superblock.cli.UnreachableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service's REST interface. Blocks.
 *
 * @param key the API key to show; none when empty
 */
public record Service(String name, URI at, Optional<ApiKey> key) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Something that knows no API keys, as an Ethereum node. */
  public Service(String name, URI at) {
    this(name, at, Optional.empty());
  }

  /**
   * A good answer.
   *
   * @throws RefusedException with the problem's own words, if it is none
   * @throws UnreachableException if nobody answers
   */
  public JsonNode get(String path) {
    return required(request(path).GET().build());
  }

  /** As {@link #get}. */
  public JsonNode post(String path, JsonNode body) {
    var publisher = BodyPublishers.ofString(body.toString());
    return required(
        request(path).header("Content-Type", "application/json").POST(publisher).build());
  }

  /** As {@link #get}: an order without more to say. */
  public JsonNode post(String path) {
    return required(request(path).POST(BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(at.resolve(path)).timeout(TIMEOUT);
    key.ifPresent(shown -> request.header("Authorization", "Bearer " + shown.value()));
    return request;
  }

  private JsonNode required(HttpRequest request) {
    try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      var response = http.send(request, BodyHandlers.ofString());
      var body = JsonMapper.shared().readTree(response.body());
      if (response.statusCode() < 300) return body;
      throw new RefusedException(
          "%s answers %d: %s".formatted(name, response.statusCode(), problem(body)));
    } catch (JacksonException e) {
      throw new UnreachableException(
          "%s at %s does not answer in JSON: is this its address?".formatted(name, at));
    } catch (IOException e) {
      throw new UnreachableException(
          "%s does not answer at %s: is it up? An option names another address"
              .formatted(name, at));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String problem(JsonNode body) {
    var title = body.path("title").asString("");
    var detail = body.path("detail").asString("");
    return title.isEmpty() ? body.toString() : detail.isEmpty() ? title : title + ": " + detail;
  }
}
