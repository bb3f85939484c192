package network.superblock.runtime.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import network.superblock.runtime.lifecycle.Phases;
import network.superblock.runtime.lifecycle.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Server-sent events that lose nothing: a stream reads its history from where the client stands,
 * and again whenever there is news, so a slow or returning client misses no event. The first
 * comment goes out at once, and comments keep a silent stream alive. Streams end when the service
 * stops.
 */
public final class EventStreams implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
  private static final int CHUNK = 256;
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final Duration keepAlive;
  private volatile Sinks.Empty<Void> end = Sinks.empty();
  private volatile boolean running;

  EventStreams(Duration keepAlive) {
    this.keepAlive = keepAlive;
  }

  /**
   * Reads the {@code Last-Event-ID} header, which may be absent.
   *
   * @param start where a client without one begins: 0 for everything
   * @throws ProblemException if it is not an event's id
   */
  public static long lastEventId(@Nullable String header, long start) {
    if (header == null || header.isBlank()) return start;
    try {
      return Math.max(0, Long.parseLong(header.strip()));
    } catch (NumberFormatException _) {
      throw ProblemType.INVALID_PARAMETER.exception("Last-Event-ID is not an event's id");
    }
  }

  /**
   * The events after {@code id}, then those to come.
   *
   * @return fails, before anything is sent, when the first read of the history does
   */
  public <T> Flux<ServerSentEvent<T>> after(long id, EventHistory<T> history, News news) {
    return Flux.defer(() -> {
      var greeted = new AtomicBoolean();
      var comments =
          Flux.interval(keepAlive)
              .onBackpressureDrop()
              .map(_ -> EventStreams.<T>comment("keep-alive"));
      return chunks(id, history, news)
          .concatMapIterable(chunk -> frames(chunk, !greeted.getAndSet(true)))
          .mergeWith(comments)
          .onErrorResume(_ -> greeted.get(), EventStreams::endAfter)
          .takeUntilOther(end.asMono());
    });
  }

  private <T> Flux<List<StreamEvent<T>>> chunks(long id, EventHistory<T> history, News news) {
    return Flux.defer(() -> {
      var seen = new AtomicLong(id);
      // Subscribed to the news before the first read: nothing falls between the two.
      return Flux.merge(news.ticks(), Mono.just(id), Flux.interval(keepAlive).onBackpressureDrop())
          .onBackpressureLatest()
          .concatMap(_ -> rest(seen, history), 1);
    });
  }

  private static <T> Flux<List<StreamEvent<T>>> rest(AtomicLong seen, EventHistory<T> history) {
    return chunk(seen, history)
        .expand(chunk -> chunk.size() < CHUNK ? Mono.empty() : chunk(seen, history));
  }

  private static <T> Mono<List<StreamEvent<T>>> chunk(AtomicLong seen, EventHistory<T> history) {
    return Mono.defer(() -> history.after(seen.get(), CHUNK).collectList())
        .doOnNext(chunk -> {
          if (!chunk.isEmpty()) seen.set(chunk.getLast().id());
        });
  }

  private static <T> List<ServerSentEvent<T>> frames(List<StreamEvent<T>> chunk, boolean first) {
    var frames = new ArrayList<ServerSentEvent<T>>(chunk.size() + 1);
    // At once: a client waits for the headers until something is sent.
    if (first)
      frames.add(ServerSentEvent.<T>builder().comment("connected").retry(RECONNECT).build());
    for (var event : chunk) frames.add(toServerSentEvent(event));
    return frames;
  }

  /** The client comes back by itself and names the last event that it has seen. */
  private static <T> Flux<ServerSentEvent<T>> endAfter(Throwable failure) {
    log.warn("an event stream ended early: {}", Reason.of(failure));
    return Flux.empty();
  }

  private static <T> ServerSentEvent<T> comment(String text) {
    return ServerSentEvent.<T>builder().comment(text).build();
  }

  private static <T> ServerSentEvent<T> toServerSentEvent(StreamEvent<T> event) {
    return ServerSentEvent.<T>builder()
        .id(Long.toString(event.id()))
        .event(event.type())
        .data(event.data())
        .build();
  }

  @Override
  public void start() {
    end = Sinks.empty();
    running = true;
  }

  /** Else a graceful shutdown waits for clients that never leave. */
  @Override
  public void stop() {
    running = false;
    end.tryEmitEmpty();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.STREAMS;
  }
}
