package network.superblock.cli.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** OTLP's protobuf form of spans. */
final class SpanDecoding {

  private SpanDecoding() {}

  /** The spans of one request; throws {@link IllegalArgumentException} for anything else. */
  static List<TracedSpan> decode(byte[] request) {
    var spans = new ArrayList<TracedSpan>();
    for (var resource : parse(request).getResourceSpansList())
      for (var scope : resource.getScopeSpansList())
        for (var span : scope.getSpansList()) spans.add(decode(resource.getResource(), span));
    return spans;
  }

  private static ExportTraceServiceRequest parse(byte[] request) {
    try {
      return ExportTraceServiceRequest.parseFrom(request);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no spans", e);
    }
  }

  private static TracedSpan decode(Resource resource, Span span) {
    return new TracedSpan(
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        hex(span.getParentSpanId()),
        attribute(resource, "service.name"),
        attribute(resource, "service.instance.id"),
        span.getName(),
        Instant.ofEpochSecond(0, span.getStartTimeUnixNano()),
        Duration.ofNanos(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()));
  }

  private static String attribute(Resource resource, String key) {
    return resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
