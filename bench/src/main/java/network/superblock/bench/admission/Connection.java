package network.superblock.bench.admission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * One HTTP connection that is kept open, as plain as can be: on a small machine the one who asks
 * must not take the processor from the one who answers.
 */
final class Connection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final String head;

  Connection(int port, String path) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.head =
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
            .formatted(path, port);
  }

  /** Posts JSON; the status of the answer, whose body is passed over. */
  int post(String json) throws IOException {
    var body = json.getBytes(UTF_8);
    var request = (head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1);
    var whole = new byte[request.length + body.length];
    System.arraycopy(request, 0, whole, 0, request.length);
    System.arraycopy(body, 0, whole, request.length, body.length);
    socket.getOutputStream().write(whole);
    return answer();
  }

  private int answer() throws IOException {
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    var length = 0;
    for (var header = line(); !header.isEmpty(); header = line()) {
      var colon = header.indexOf(':');
      if (header.substring(0, colon).equalsIgnoreCase("Content-Length"))
        length = Integer.parseInt(header.substring(colon + 1).strip());
    }
    in.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) throw new EOFException("the service has closed the connection");
      if (next != '\r') line.append((char) next);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
