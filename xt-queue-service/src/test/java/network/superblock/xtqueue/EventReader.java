package network.superblock.xtqueue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** Reads server-sent events one by one. */
final class EventReader implements AutoCloseable {

  private final BufferedReader lines;

  EventReader(HttpResponse<InputStream> response) {
    if (response.statusCode() != 200)
      throw new IllegalStateException("no stream: " + response.statusCode());
    this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  /** One event. */
  record Event(String id, String name, String data) {}

  /** The next event; waits for it. */
  Event next() {
    var id = "";
    var name = "";
    var data = "";
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id:")) id = line.substring(3).strip();
        if (line.startsWith("event:")) name = line.substring(6).strip();
        if (line.startsWith("data:")) data = line.substring(5).strip();
        if (line.isEmpty() && !data.isEmpty()) return new Event(id, name, data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the stream has ended");
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
