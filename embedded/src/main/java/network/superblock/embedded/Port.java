package network.superblock.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** A TCP port to listen on, on loopback only; 0 means one that is free at the start. */
public record Port(int number) {

  public static final Port FREE = new Port(0);

  // Below the ranges that Linux, macOS and Windows give to outgoing connections: nothing but
  // another
  // deliberate choice can take a port between our finding it free and the part's binding it.
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;
  private static final int STARTS = 3;
  // A process that ends loses its command line and its files before its sockets.
  private static final Duration TO_BE_LEFT = Duration.ofSeconds(5);

  public Port {
    if (number < 0 || number > 65_535) {
      throw new IllegalArgumentException("not a TCP port: " + number);
    }
  }

  public static Port fixed(int number) {
    if (number == 0) throw new IllegalArgumentException("a fixed port cannot be 0");
    return new Port(number);
  }

  /** A port that nobody listens on and that no JVM beside this one has been given before. */
  public static Port findFree() {
    for (var i = 0; i < TRIES; i++) {
      var number = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (PortClaims.claim(number) && isUnused(number)) return new Port(number);
    }
    throw new StartFailedException("no free port between " + LOWEST + " and " + HIGHEST);
  }

  /**
   * Starts a part on this port, which a part that has just ended may still have for a moment. Where
   * any free port will do, a start that lost its port to another process is repeated with another
   * port.
   *
   * @throws StartFailedException when the port is fixed and taken, or from {@code start}
   */
  public <T> T startOn(Function<Port, T> start) {
    if (number != 0) {
      if (!Patience.until(TO_BE_LEFT, this::isFree)) {
        throw new StartFailedException(
            "port " + number + " is in use: stop what listens there or choose another port");
      }
      return start.apply(this);
    }
    for (var i = 1; i < STARTS; i++) {
      var port = findFree();
      try {
        return start.apply(port);
      } catch (StartFailedException e) {
        if (isUnused(port.number())) throw e;
      }
    }
    return start.apply(findFree());
  }

  /** Where a server on this port answers HTTP. */
  public URI http() {
    return URI.create("http://127.0.0.1:" + number);
  }

  /** Whether nobody listens on it now. */
  public boolean isFree() {
    return isUnused(number);
  }

  private static boolean isUnused(int number) {
    try (var socket = new ServerSocket()) {
      // As servers do, so that the remains of closed connections do not count as use.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
