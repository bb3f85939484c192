package network.superblock.devnet.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Chromium's DevTools protocol over a WebSocket: a command, its answer, and the events between. */
final class DevTools implements AutoCloseable {

  private static final int SECONDS = 60;

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private DevTools(URI address) {
    this.socket = http.newWebSocketBuilder().buildAsync(address, new Reader()).join();
  }

  static DevTools connect(URI address) {
    return new DevTools(address);
  }

  /**
   * The answer to a command.
   *
   * @param session of a tab; empty for the browser itself
   */
  JsonNode ask(String session, String method, ObjectNode parameters) {
    var id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    var command = JsonMapper.shared().createObjectNode().put("id", id).put("method", method);
    command.set("params", parameters);
    if (!session.isEmpty()) command.put("sessionId", session);
    socket.sendText(command.toString(), true).join();
    var json = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (json.has("error")) throw new IllegalStateException(method + ": " + json.get("error"));
    return json.get("result");
  }

  /** What a tab has told so far under a name. */
  List<JsonNode> events(String session, String method) {
    return events.stream()
        .filter(event -> event.path("sessionId").asString("").equals(session))
        .filter(event -> event.path("method").asString("").equals(method))
        .map(event -> event.get("params"))
        .toList();
  }

  private void take(JsonNode message) {
    if (!message.has("id")) {
      events.add(message);
      return;
    }
    var answer = waiting.remove(message.get("id").asInt());
    if (answer != null) answer.complete(message);
  }

  private final class Reader implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(JsonMapper.shared().readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      waiting.values().forEach(answer -> answer.completeExceptionally(failure));
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
