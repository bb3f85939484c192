package network.superblock.runtime.jsonrpc;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls one node by JSON-RPC 2.0 over HTTP. Every call fails with a {@link JsonRpcException} for
 * the node's own error, a {@link MalformedResponseException}, or a {@link
 * network.superblock.runtime.lifecycle.UnavailableException}.
 */
public final class JsonRpcClient {

  private final WebClient http;
  private final JsonMapper json;
  private final CallGuard guard;
  private final AtomicLong ids = new AtomicLong();

  private record Request(String jsonrpc, long id, String method, List<?> params) {}

  /** One call of several that are made in one exchange. */
  public record Call(String method, List<?> params) {

    public Call {
      params = List.copyOf(params);
    }

    public static Call of(String method, Object... params) {
      return new Call(method, List.of(params));
    }
  }

  /**
   * A client of the node at {@code url}.
   *
   * @param maxResponse a longer response is not read
   */
  public JsonRpcClient(
      WebClient.Builder http, JsonMapper json, URI url, DataSize maxResponse, CallGuard guard) {
    this.http =
        http.clone()
            .baseUrl(url.toString())
            .codecs(codecs ->
                codecs.defaultCodecs().maxInMemorySize(Math.toIntExact(maxResponse.toBytes())))
            .build();
    this.json = json;
    this.guard = guard;
  }

  /**
   * Calls a method that changes nothing, or nothing more when it is called again.
   *
   * @param params what becomes the JSON array of parameters
   * @return the result; JSON's null as a null node
   */
  public Mono<JsonNode> call(String method, Object... params) {
    return guard.repeatable(exchange(method, params));
  }

  /** Calls a method at most once; after an outage nobody knows whether it was called. */
  public Mono<JsonNode> callOnce(String method, Object... params) {
    return guard.once(exchange(method, params));
  }

  /**
   * Makes several calls that change nothing in one exchange. The node may run them at the same
   * time.
   *
   * @return the results in the order of the calls; the first error fails them all
   */
  public Mono<List<JsonNode>> callAll(List<Call> calls) {
    return guard.repeatable(
        Mono.defer(() -> {
          var requests = calls.stream().map(this::request).toList();
          return post("a batch", requests).map(body -> results(requests, parse("a batch", body)));
        }));
  }

  private Mono<JsonNode> exchange(String method, Object... params) {
    return Mono.defer(() -> {
      var request = request(Call.of(method, params));
      return post(method, request).map(body -> result(request, parse(method, body)));
    });
  }

  private Request request(Call call) {
    return new Request("2.0", ids.incrementAndGet(), call.method(), call.params());
  }

  private Mono<byte[]> post(String what, Object body) {
    return http.post()
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json.writeValueAsBytes(body))
        .retrieve()
        .bodyToMono(byte[].class)
        .onErrorMap(JsonRpcClient::isTooLarge, _ -> malformed(what, "more than is read"))
        .onErrorResume(WebClientResponseException.class, this::errorBody)
        .switchIfEmpty(Mono.error(() -> malformed(what, "nothing")));
  }

  /** Some nodes answer an error with an HTTP status of their own and the error in the body. */
  private Mono<byte[]> errorBody(WebClientResponseException failure) {
    var body = failure.getResponseBodyAsByteArray();
    return failure.getStatusCode().is4xxClientError() && isError(body)
        ? Mono.just(body)
        : Mono.error(failure);
  }

  private boolean isError(byte[] body) {
    try {
      return json.readTree(body).path("error").isObject();
    } catch (JacksonException _) {
      return false;
    }
  }

  private static List<JsonNode> results(List<Request> requests, JsonNode responses) {
    var byId = new HashMap<Long, JsonNode>();
    // A node that refuses the whole batch answers with one error.
    for (var response : responses.isArray() ? responses : List.of(responses))
      byId.put(response.path("id").asLong(-1), response);
    return requests.stream()
        .map(request -> {
          var response = byId.getOrDefault(request.id(), byId.get(-1L));
          if (response == null) throw malformed(request.method(), "answers to other calls");
          return result(request, response);
        })
        .toList();
  }

  private static JsonNode result(Request request, JsonNode response) {
    var error = response.path("error");
    if (error.isObject()) throw error(request.method(), error);
    if (response.path("id").asLong(-1) != request.id())
      throw malformed(request.method(), "an answer to another call");
    if (!response.has("result")) throw malformed(request.method(), "neither result nor error");
    return response.get("result");
  }

  private JsonNode parse(String method, byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException _) {
      throw malformed(method, "no JSON");
    }
  }

  private static JsonRpcException error(String method, JsonNode error) {
    var data = error.get("data");
    return new JsonRpcException(
        method,
        error.path("code").asInt(0),
        error.path("message").asString("no message"),
        data == null || data.isNull() ? null : data.isString() ? data.asString() : data.toString());
  }

  private static MalformedResponseException malformed(String method, String what) {
    return new MalformedResponseException(method + " was answered with " + what);
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof DataBufferLimitException
        || failure.getCause() instanceof DataBufferLimitException;
  }
}
