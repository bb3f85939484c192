package network.superblock.runtime.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.ProtocolMessage;
import network.superblock.wire.MessageType;
import network.superblock.wire.Topic;

/**
 * Writes each xT's trace: its admission is the root, each record about it a span of its writer and
 * of every reader, each longer work a span of its own. What comes next in a process counts as
 * caused by what came before. Safe for many threads; costs nothing while tracing is off.
 */
public final class XtTracer implements AutoCloseable {

  // A block of thousands of xTs must not drown the collector.
  private static final int XTS_PER_RECORD = 32;
  // A service that starts reads again what was traced when it was written.
  private static final Duration NEWS = Duration.ofMinutes(1);

  private final Optional<OpenTelemetrySdk> telemetry;
  private final boolean on;
  private final Tracer tracer;
  private final InstantSource clock;
  private final Subjects subjects = new Subjects();
  private final Latest latest = new Latest();

  private XtTracer(Optional<OpenTelemetrySdk> telemetry, InstantSource clock) {
    this.telemetry = telemetry;
    this.on = telemetry.isPresent();
    this.tracer =
        telemetry
            .<OpenTelemetry>map(sdk -> sdk)
            .orElse(OpenTelemetry.noop())
            .getTracer("network.superblock");
    this.clock = clock;
  }

  /** Takes {@code telemetry} over and closes it. */
  static XtTracer on(OpenTelemetrySdk telemetry, InstantSource clock) {
    return new XtTracer(Optional.of(telemetry), clock);
  }

  /** Traces nothing. */
  public static XtTracer off() {
    return new XtTracer(Optional.empty(), () -> Instant.EPOCH);
  }

  /** Sends what has not been sent yet, for a few seconds at most. */
  @Override
  public void close() {
    telemetry.ifPresent(OpenTelemetrySdk::close);
  }

  /**
   * An xT entered the network: the trace's root.
   *
   * @param since when its request came
   */
  public void admitted(XtId xt, Instant since) {
    if (!on) return;
    var span =
        RootIds.rootOf(
            xt,
            () ->
                tracer
                    .spanBuilder("admit xt")
                    .setNoParent()
                    .setSpanKind(SpanKind.SERVER)
                    .setStartTimestamp(since)
                    .setAttribute("superblock.xt", xt.toString())
                    .startSpan());
    span.end(clock.instant());
    latest.put(xt, span.getSpanContext());
  }

  /** A record is about to be appended. */
  public Sending sending(Topic topic, ProtocolMessage message) {
    if (!on) return Sending.UNTRACED;
    var spans =
        subjects.of(message).stream()
            .limit(XTS_PER_RECORD)
            .map(xt -> started(xt, latest.of(xt), SpanKind.PRODUCER, topic, message))
            .toList();
    return spans.isEmpty() ? Sending.UNTRACED : new Sending(spans);
  }

  /**
   * A record was read and believed.
   *
   * @param written the record's time
   * @param traceParent what its writer says it belongs to; counts only within the xT's own trace
   */
  public void received(
      Topic topic, ProtocolMessage message, Instant written, Optional<String> traceParent) {
    if (!on) return;
    var xts = subjects.of(message);
    if (written.isBefore(clock.instant().minus(NEWS))) return;
    for (var xt : xts.subList(0, Math.min(xts.size(), XTS_PER_RECORD))) {
      var cause =
          traceParent
              .flatMap(XtContexts::parse)
              .filter(named -> named.getTraceId().equals(XtContexts.traceId(xt)))
              .orElseGet(() -> latest.of(xt));
      started(xt, cause, SpanKind.CONSUMER, topic, message).end();
    }
  }

  /**
   * Work of this process for one xT that has ended.
   *
   * @param name what was done, for people: few different ones
   */
  public void worked(XtId xt, String name, Instant from, Instant to) {
    if (!on) return;
    var span =
        builder(xt, latest.of(xt), name, SpanKind.INTERNAL).setStartTimestamp(from).startSpan();
    span.end(to);
    latest.put(xt, span.getSpanContext());
  }

  private Span started(
      XtId xt, SpanContext cause, SpanKind kind, Topic topic, ProtocolMessage message) {
    var verb = kind == SpanKind.PRODUCER ? "send " : "receive ";
    var span =
        builder(xt, cause, verb + MessageType.of(message).wireName(), kind)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.destination.name", topic.topicName())
            .startSpan();
    latest.put(xt, span.getSpanContext());
    return span;
  }

  private SpanBuilder builder(XtId xt, SpanContext cause, String name, SpanKind kind) {
    return tracer
        .spanBuilder(name)
        .setParent(Context.root().with(Span.wrap(cause)))
        .setSpanKind(kind)
        .setAttribute("superblock.xt", xt.toString());
  }

  /** The identity of an xT's trace, 32 hexadecimal digits, as collectors show it. */
  public static String traceIdOf(XtId xt) {
    return XtContexts.traceId(xt);
  }
}
