package network.superblock.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record on its way into its topic, until it is acknowledged or has failed. */
public final class Sending {

  /** Of what nobody traces. */
  static final Sending UNTRACED = new Sending(List.of());

  private final List<Span> spans;

  Sending(List<Span> spans) {
    this.spans = spans;
  }

  /** The header for the record's readers; empty where no single xT stands behind it. */
  public Optional<String> traceParent() {
    return spans.size() == 1
        ? Optional.of(XtContexts.traceParent(spans.getFirst().getSpanContext()))
        : Optional.empty();
  }

  /** The record is acknowledged, or {@code failure} is why it may not be there. */
  public void ended(@Nullable Throwable failure) {
    for (var span : spans) {
      if (failure != null) span.recordException(failure).setStatus(StatusCode.ERROR);
      span.end();
    }
  }
}
