package network.superblock.runtime.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import network.superblock.protocol.XtId;

/**
 * Trace identities that follow from an xT's own, so that services which never met agree on them,
 * also after a restart: the first 16 bytes of the xT's hash name the trace, the next 8 its root
 * span. The text form is W3C Trace Context, version 00.
 */
final class XtContexts {

  private static final HexFormat HEX = HexFormat.of();
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;
  private static final Pattern TRACE_PARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  private XtContexts() {}

  static String traceId(XtId xt) {
    return HEX.formatHex(xt.hash().toArray(), 0, TRACE_BYTES);
  }

  static String rootSpanId(XtId xt) {
    return HEX.formatHex(xt.hash().toArray(), TRACE_BYTES, TRACE_BYTES + SPAN_BYTES);
  }

  /** The root span, as a parent for whoever knows nothing closer. */
  static SpanContext root(XtId xt) {
    return SpanContext.createFromRemoteParent(
        traceId(xt), rootSpanId(xt), TraceFlags.getSampled(), TraceState.getDefault());
  }

  static String traceParent(SpanContext context) {
    return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-" + context.getTraceFlags();
  }

  /** The context that a header names; empty where it is malformed, as the specification wants. */
  static Optional<SpanContext> parse(String traceParent) {
    var form = TRACE_PARENT.matcher(traceParent);
    if (!form.matches()) return Optional.empty();
    var context =
        SpanContext.createFromRemoteParent(
            form.group(1),
            form.group(2),
            TraceFlags.fromHex(form.group(3), 0),
            TraceState.getDefault());
    return context.isValid() ? Optional.of(context) : Optional.empty();
  }
}
