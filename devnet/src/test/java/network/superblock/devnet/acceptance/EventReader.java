package network.superblock.devnet.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of server-sent events, as a browser does. Blocks. */
record EventReader(URI stream) {

  /** One event. */
  record Event(long id, String type, JsonNode data) {}

  /** Everything from the beginning up to the first event that is {@code last}. */
  List<Event> until(Predicate<Event> last) {
    return read(HttpRequest.newBuilder(stream), last);
  }

  /** The same after the event that was seen last. */
  List<Event> after(Event seen, Predicate<Event> last) {
    return read(
        HttpRequest.newBuilder(stream).header("Last-Event-ID", Long.toString(seen.id())), last);
  }

  private static List<Event> read(HttpRequest.Builder request, Predicate<Event> last) {
    var accepting = request.header("Accept", "text/event-stream").build();
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(accepting, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200)
        throw new IllegalStateException(accepting.uri() + " answered " + response.statusCode());
      try (var lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        return read(lines, last);
      } finally {
        http.shutdownNow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<Event> read(BufferedReader lines, Predicate<Event> last) throws IOException {
    var events = new ArrayList<Event>();
    long id = 0;
    String type = "";
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id:")) id = Long.parseLong(line.substring(3).strip());
      if (line.startsWith("event:")) type = line.substring(6).strip();
      if (line.startsWith("data:")) {
        var event = new Event(id, type, JsonMapper.shared().readTree(line.substring(5)));
        events.add(event);
        if (last.test(event)) return events;
      }
    }
    throw new IllegalStateException("the stream has ended after " + events);
  }
}
