package network.superblock.cli.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Takes spans by OTLP over HTTP, in protobuf, on loopback: what a collector does, without keeping
 * anything. For people who debug, and for tests.
 */
public final class SpanReceiver implements AutoCloseable {

  private static final String PATH = "/v1/traces";
  private static final int LARGEST = 8 << 20;
  private static final int BACKLOG = 64;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SpanReceiver(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 takes a free one
   * @param taken gets what arrives, one call at a time
   * @throws IOException if the port is not free
   */
  public static SpanReceiver listen(int port, Consumer<List<TracedSpan>> taken) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    var receiver = new SpanReceiver(server);
    server.setExecutor(receiver.threads);
    server.createContext(PATH, exchange -> take(exchange, taken));
    server.start();
    return receiver;
  }

  /** What a service's {@code superblock.tracing.endpoint} is to be. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private static void take(HttpExchange exchange, Consumer<List<TracedSpan>> taken)
      throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readNBytes(LARGEST + 1);
      exchange.sendResponseHeaders(answer(body, taken), -1);
    }
  }

  private static int answer(byte[] body, Consumer<List<TracedSpan>> taken) {
    if (body.length > LARGEST) return 413;
    try {
      var spans = SpanDecoding.decode(body);
      synchronized (taken) {
        taken.accept(spans);
      }
      return 200;
    } catch (IllegalArgumentException _) {
      return 400;
    }
  }
}
