package network.superblock.runtime.http;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Tells event streams that there is something new in their history. Safe for many threads. */
public final class News {

  private enum Tick {
    TICK
  }

  private final Sinks.Many<Tick> sink = Sinks.many().multicast().directBestEffort();

  /** Call it after the event is where {@link EventHistory#after} finds it. Never blocks. */
  public void tell() {
    // Whoever emits now may have been read before this event was there: it must not be skipped.
    while (sink.tryEmitNext(Tick.TICK) == Sinks.EmitResult.FAIL_NON_SERIALIZED) Thread.onSpinWait();
  }

  Flux<?> ticks() {
    return sink.asFlux().onBackpressureLatest();
  }
}
