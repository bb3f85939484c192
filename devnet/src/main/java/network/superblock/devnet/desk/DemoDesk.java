package network.superblock.devnet.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import network.superblock.devnet.chain.DevKey;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.demo.Demos;
import network.superblock.devnet.rest.XtApi;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.Port;
import network.superblock.protocol.ChainId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs demo xTs with the devnet's well-known keys, for the console's own page, which sends them to
 * the queue itself. It is a part of the devnet's process and on loopback: no service has it.
 */
public final class DemoDesk implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DemoDesk.class);
  private static final String DEMOS = "/api/v1/demos";
  // Two xTs that are under way need two users; the first ones are left to the command line.
  private static final int FIRST_USER = 8;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Demos demos;
  private final List<ChainId> chains;
  private final List<String> origins;
  private final AtomicInteger signed = new AtomicInteger();

  private DemoDesk(HttpServer server, SortedMap<ChainId, URI> sequencers, List<String> origins) {
    this.server = server;
    this.demos = new Demos(sequencers, new SecureRandom());
    this.chains = List.copyOf(sequencers.keySet());
    this.origins = List.copyOf(origins);
  }

  /**
   * Listens on loopback.
   *
   * @param sequencers know the users' nonces; the demos run on the first two
   * @param origins of the page; a browser's other pages are refused
   */
  public static DemoDesk start(
      Port port, SortedMap<ChainId, URI> sequencers, List<String> origins) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number());
      var desk = new DemoDesk(HttpServer.create(address, 0), sequencers, origins);
      desk.server.setExecutor(desk.threads);
      desk.server.createContext("/", desk::handle);
      desk.server.start();
      return desk;
    } catch (IOException e) {
      throw new UncheckedIOException("the demo desk cannot listen on " + port, e);
    }
  }

  private record Answer(int status, JsonNode body) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var origin = exchange.getRequestHeaders().getFirst("Origin");
      if (origin != null && origins.contains(origin)) allow(exchange, origin);
      send(exchange, answer(exchange, origin));
    }
  }

  private static void allow(HttpExchange exchange, String origin) {
    var headers = exchange.getResponseHeaders();
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Access-Control-Allow-Methods", "GET, POST");
    headers.set("Access-Control-Allow-Headers", "Content-Type");
    headers.set("Vary", "Origin");
  }

  private Answer answer(HttpExchange exchange, String origin) {
    var method = exchange.getRequestMethod();
    var path = exchange.getRequestURI().getPath();
    if (origin != null && !origins.contains(origin))
      return problem(403, "This desk is the console's");
    if (method.equals("OPTIONS")) return new Answer(204, JsonMapper.shared().nullNode());
    if (method.equals("GET") && path.equals(DEMOS)) return new Answer(200, list());
    if (method.equals("POST") && path.startsWith(DEMOS + "/"))
      return sign(path.substring(DEMOS.length() + 1));
    return problem(404, "There is GET " + DEMOS + " and POST " + DEMOS + "/<name>");
  }

  private static JsonNode list() {
    var list = JsonMapper.shared().createArrayNode();
    for (var demo : Demo.values())
      list.addObject()
          .put("name", demo.commandName())
          .put("description", demo.description())
          .put("end", demo.end());
    return list;
  }

  private Answer sign(String name) {
    Demo demo;
    try {
      demo = Demo.named(name);
    } catch (IllegalArgumentException e) {
      return problem(404, String.valueOf(e.getMessage()));
    }
    try {
      var request = demos.sign(demo, nextUser(), chains.get(0), chains.get(1));
      return new Answer(200, XtApi.body(request));
    } catch (UncheckedIOException | IllegalStateException e) {
      log.warn("{} was not signed: {}", name, e.getMessage());
      return problem(503, "The sequencers do not tell the user's nonces now");
    }
  }

  private DevKey nextUser() {
    var users = Accounts.USERS - FIRST_USER;
    return Accounts.user(FIRST_USER + Math.floorMod(signed.getAndIncrement(), users));
  }

  private static Answer problem(int status, String detail) {
    return new Answer(
        status, JsonMapper.shared().createObjectNode().put("status", status).put("detail", detail));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.status() == 204) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    var bytes = answer.body().toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    demos.close();
  }
}
