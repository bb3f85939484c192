package network.superblock.devnet.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import network.superblock.embedded.Patience;
import network.superblock.embedded.StartFailedException;
import tools.jackson.databind.json.JsonMapper;

/** Waits until services say that they are ready. */
public final class Readiness implements AutoCloseable {

  // Six processes that start at once on a busy machine need minutes; what fails ends it at once.
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String READINESS = "/actuator/health/readiness";
  private static final String SEQUENCER = "/api/v1/sequencer";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** How a service answered the last time it was asked. */
  private record Answer(int status, String body) {

    boolean namesDraft() {
      return status == 200 && JsonMapper.shared().readTree(body).hasNonNull("draft");
    }
  }

  /**
   * Waits for one service; for a sequencer, until it takes part in a slot.
   *
   * @param failed ends the waiting
   * @throws StartFailedException with the service's own words, if it is not ready in time
   */
  public void await(Service service, CompletableFuture<String> failed) {
    await(service, failed, "ready", READINESS, answer -> answer.status() == 200);
    // One that is ready in the middle of a slot votes against everything until the next one.
    if (service.program() == Program.SEQUENCER_SERVICE)
      await(service, failed, "building a block", SEQUENCER, Answer::namesDraft);
  }

  private void await(
      Service service,
      CompletableFuture<String> failed,
      String state,
      String path,
      Predicate<Answer> isReached) {
    var reached =
        Patience.until(PATIENCE, () -> failed.isDone() || isReached.test(ask(service, path)));
    if (failed.isDone()) throw new StartFailedException(failed.join());
    if (!reached)
      throw new StartFailedException(
          "%s is not %s after %s: %s"
              .formatted(service, state, PATIENCE, ask(service, path).body()));
  }

  private Answer ask(Service service, String path) {
    var request = HttpRequest.newBuilder(service.http().resolve(path)).timeout(TIMEOUT).build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer(0, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, "interrupted");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
