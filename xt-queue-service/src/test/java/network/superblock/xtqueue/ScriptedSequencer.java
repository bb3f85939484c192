package network.superblock.xtqueue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.function.Function;
import network.superblock.protocol.scp.SimulationResult;
import network.superblock.runtime.simulation.LegQuestion;
import network.superblock.runtime.simulation.SimulationJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers the queue's JSON-RPC calls over HTTP as the test says. */
final class ScriptedSequencer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private volatile Function<LegQuestion, String> script = _ -> error(-32601, "no such method");

  ScriptedSequencer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void simulates(Function<LegQuestion, SimulationResult> simulation) {
    script = question -> "\"result\":" + SimulationJson.write(simulation.apply(question));
  }

  void answers(String rest) {
    script = _ -> rest;
  }

  static String error(int code, String message) {
    return "\"error\":{\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      var answer =
          "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}".formatted(request.get("id"), answer(request));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.getBytes(UTF_8).length);
      exchange.getResponseBody().write(answer.getBytes(UTF_8));
    }
  }

  private String answer(JsonNode request) {
    if (!request.path("method").asString("").equals(LegQuestion.METHOD))
      return error(-32601, "no such method");
    return script.apply(SimulationJson.question(request.path("params").get(0)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
