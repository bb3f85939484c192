package network.superblock.embedded.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP line to a server on loopback that a test can cut and mend. It is cut at first. */
public final class CutLine implements AutoCloseable {

  private final ServerSocket entrance;
  private final int server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean mended;

  /**
   * A line to the server that answers on a port of loopback.
   *
   * @param server its port; nobody need listen there yet
   */
  public CutLine(int server) {
    this.server = server;
    try {
      this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** What clients connect to. */
  public int port() {
    return entrance.getLocalPort();
  }

  public void mend() {
    mended = true;
  }

  /** Ends all connections and takes no other. */
  public void cut() {
    mended = false;
    sockets.forEach(CutLine::close);
    sockets.clear();
  }

  @Override
  public void close() {
    cut();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        connect(entrance.accept());
      } catch (IOException _) {
        // The client tries again, or the test is over.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    if (!mended) {
      close(client);
      return;
    }
    var upstream = new Socket();
    sockets.add(client);
    sockets.add(upstream);
    upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
    Thread.ofVirtual().start(() -> pump(client, upstream));
    Thread.ofVirtual().start(() -> pump(upstream, client));
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Cut, or closed by either side.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
