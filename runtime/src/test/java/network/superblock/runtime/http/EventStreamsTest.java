package network.superblock.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import network.superblock.runtime.lifecycle.UnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Timeout(30)
class EventStreamsTest {

  private static final int MANY = 20_000;

  private final EventStreams streams = new EventStreams(Duration.ofMillis(50));
  private final RecentEvents<Long> events = new RecentEvents<>(MANY);
  private final News news = new News();

  @BeforeEach
  void start() {
    streams.start();
  }

  @Test
  void losesNothingHoweverFastEventsComeAndHoweverSlowTheClientIs() {
    var writer = Thread.ofVirtual().start(() -> LongStream.rangeClosed(1, MANY).forEach(this::add));
    var received =
        streams
            .after(0, events, news)
            .filter(frame -> frame.id() != null)
            .map(ServerSentEvent::data)
            .limitRate(1)
            .take(MANY)
            .collectList()
            .block();
    assertThat(received).isEqualTo(LongStream.rangeClosed(1, MANY).boxed().toList());
    assertThat(writer.isAlive()).isFalse();
  }

  @Test
  void greetsAtOnceAndKeepsASilentStreamAlive() {
    StepVerifier.create(
            streams.after(0, events, news).map(frame -> String.valueOf(frame.comment())))
        .expectNext("connected", "keep-alive", "keep-alive")
        .thenCancel()
        .verify();
  }

  @Test
  void findsWhatAnotherReplicaRecordedWithoutNews() {
    StepVerifier.create(streams.after(0, events, news).mapNotNull(ServerSentEvent::data))
        .then(() -> events.add(new StreamEvent<>(1, "made", 1L)))
        .expectNext(1L)
        .thenCancel()
        .verify();
  }

  @Test
  void endsWhenTheServiceStops() {
    StepVerifier.create(streams.after(0, events, news).filter(frame -> frame.id() != null))
        .then(() -> add(1))
        .expectNextCount(1)
        .then(streams::stop)
        .verifyComplete();
  }

  @Test
  void failsBeforeItBeganWhenTheHistoryCannotBeRead() {
    EventHistory<Long> away =
        (_, _) -> Flux.error(new UnavailableException("away", new IllegalStateException()));
    StepVerifier.create(streams.after(0, away, news)).verifyError(UnavailableException.class);
  }

  @Test
  void endsQuietlyWhenTheHistoryFailsLater() {
    var calls = new AtomicInteger();
    EventHistory<Long> failing =
        (_, _) ->
            calls.incrementAndGet() == 1
                ? Flux.fromIterable(List.of(new StreamEvent<>(1, "made", 1L)))
                : Flux.error(new IllegalStateException("gone"));
    StepVerifier.create(streams.after(0, failing, news).mapNotNull(ServerSentEvent::data))
        .expectNext(1L)
        .verifyComplete();
  }

  private void add(long id) {
    events.add(new StreamEvent<>(id, "made", id));
    news.tell();
  }
}
