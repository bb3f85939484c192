package network.superblock.xtqueue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import network.superblock.embedded.junit.RunningService;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import network.superblock.wire.MessageCodec;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a replica over HTTP as users do. */
final class QueueClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI base;

  QueueClient(ConfigurableApplicationContext queue) {
    this.base =
        URI.create("http://127.0.0.1:" + queue.getEnvironment().getProperty("local.server.port"));
  }

  /** An answer with its body read as JSON. */
  record Answer(int status, JsonNode body, HttpResponse<String> response) {

    String type() {
      return body.path("type").asString("").replace("urn:superblock:problem:", "");
    }
  }

  RunningService service() {
    return new RunningService(base);
  }

  void awaitReady() {
    service().awaitReady();
  }

  Answer submit(XtRequest xt) {
    return postJson("/api/v1/xts", json(xt, "PT5M"));
  }

  Answer submitProtobuf(Bytes body) {
    return sendProtobuf("/api/v1/xts", body);
  }

  Answer sendProtobuf(String path, Bytes body) {
    return send("POST", path, "application/x-protobuf", BodyPublishers.ofByteArray(body.toArray()));
  }

  Answer postJson(String path, String body) {
    return send("POST", path, "application/json", BodyPublishers.ofString(body));
  }

  Answer post(String path) {
    return send("POST", path, "application/json", BodyPublishers.noBody());
  }

  Answer delete(XtId xt) {
    return send("DELETE", "/api/v1/xts/" + xt, "application/json", BodyPublishers.noBody());
  }

  Answer get(String path) {
    return send("GET", path, "application/json", BodyPublishers.noBody());
  }

  /** The body of an answer that is no JSON. */
  String text(String path) {
    return get(path).response().body();
  }

  JsonNode xt(XtId xt) {
    return get("/api/v1/xts/" + xt).body();
  }

  String status(XtId xt) {
    return xt(xt).path("status").asString("");
  }

  /** The names of what happened to the xT. */
  String timeline(XtId xt) {
    return xt(xt)
        .path("timeline")
        .valueStream()
        .map(event -> event.get("event").asString())
        .collect(Collectors.joining(" "));
  }

  /** Opens an event stream; the caller closes it. */
  HttpResponse<InputStream> stream(String path, String lastEventId) {
    var request = HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) request.header("Last-Event-ID", lastEventId);
    try {
      return HTTP.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  Answer send(String method, String path, String type, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", type)
            .method(method, body)
            .build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      var text = response.body();
      var isJson =
          response.headers().firstValue("content-type").orElse("").contains("json")
              && !text.isEmpty();
      var node = isJson ? JSON.readTree(text) : JSON.createObjectNode();
      return new Answer(response.statusCode(), node, response);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  static String json(XtRequest xt, String expiresIn) {
    var legs =
        xt.transactions().stream()
            .map(leg ->
                "{\"chainId\":%s,\"rawTransactions\":[%s]}"
                    .formatted(
                        leg.chain(),
                        leg.transactions().stream()
                            .map(raw -> "\"" + raw + "\"")
                            .collect(Collectors.joining(","))))
            .collect(Collectors.joining(","));
    return "{\"transactions\":[%s],\"expiresIn\":\"%s\"}".formatted(legs, expiresIn);
  }

  static Bytes protobuf(XtRequest xt) {
    return MessageCodec.encodeXtRequest(xt);
  }
}
