package network.superblock.libp2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import network.superblock.libp2p.peer.Multiaddr;
import network.superblock.libp2p.peer.PeerId;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real js-libp2p peer in a process of its own; interop/peer.mjs says how it is driven. */
public final class JsPeer implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Process process;
  private final Writer commands;
  private final List<JsonNode> events = new ArrayList<>();
  private final PeerId id;
  private final Multiaddr address;
  private int sent;
  private boolean ended;

  private JsPeer(Map<String, Object> options) throws IOException {
    this.process =
        new ProcessBuilder("node", "peer.mjs", JSON.writeValueAsString(options))
            // A module's tests run in its folder; this one's peer lies beside it.
            .directory(Path.of("../libp2p/interop").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.commands = process.outputWriter();
    Thread.ofVirtual().start(() -> read(process.inputReader()));
    var listening = await("listening", _ -> true);
    this.id = PeerId.parse(listening.get("peer").asString());
    this.address = Multiaddr.parse(listening.get("addresses").get(0).asString());
  }

  /** Starts a peer. The test is left out only where there is no npm at all. */
  public static JsPeer start(Map<String, Object> options) {
    Assumptions.assumeTrue(isOnThePath("npm"), "npm is not on the PATH");
    try {
      return new JsPeer(options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Under which peers know it. */
  public PeerId id() {
    return id;
  }

  /** Where it listens, its id included. */
  public Multiaddr address() {
    return address;
  }

  /** Runs a command and returns its answer. */
  public JsonNode run(String command, Map<String, Object> arguments) {
    var number = send(command, arguments);
    var answer = awaitAny(event -> event.path("n").asInt(-1) == number);
    assertThat(answer.get("is").asString()).as("%s", answer).isNotEqualTo("failed");
    return answer;
  }

  /** Waits until an event of this kind has happened, in the past or from now on. */
  public JsonNode await(String kind, Predicate<JsonNode> test) {
    return awaitAny(event -> event.get("is").asString().equals(kind) && test.test(event));
  }

  /** Waits until gossip of this size has come on a topic. */
  public JsonNode awaitMessage(String topic, int size) {
    return await(
        "message",
        event -> event.get("topic").asString().equals(topic) && event.get("size").asInt() == size);
  }

  /** How many events of this kind have happened so far. */
  synchronized long count(String kind, Predicate<JsonNode> test) {
    return events.stream()
        .filter(event -> event.get("is").asString().equals(kind) && test.test(event))
        .count();
  }

  double scoreOf(PeerId peer) {
    return run("state", Map.of()).get("scores").path(peer.toString()).asDouble();
  }

  /** Whether it would forward a topic's gossip to a peer. */
  public boolean hasInMesh(String topic, PeerId peer) {
    return run("state", Map.of())
        .get("mesh")
        .path(topic)
        .valueStream()
        .anyMatch(member -> member.asString().equals(peer.toString()));
  }

  @Override
  public void close() {
    process.destroy();
  }

  private synchronized int send(String command, Map<String, Object> arguments) {
    var line = new LinkedHashMap<String, Object>(arguments);
    line.put("do", command);
    line.put("n", ++sent);
    try {
      commands.write(JSON.writeValueAsString(line) + "\n");
      commands.flush();
      return sent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized JsonNode awaitAny(Predicate<JsonNode> test) {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      var found = events.stream().filter(test).findFirst();
      if (found.isPresent()) return found.get();
      var left = deadline - System.nanoTime();
      if (ended || left <= 0) {
        throw new AssertionError("js peer " + (ended ? "ended; " : "is silent; ") + events);
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void read(BufferedReader lines) {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var event = JSON.readTree(line);
        synchronized (this) {
          events.add(event);
          notifyAll();
        }
      }
    } catch (IOException _) {
      // The process is gone, which is said below.
    }
    synchronized (this) {
      ended = true;
      notifyAll();
    }
  }

  private static boolean isOnThePath(String program) {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
