package network.superblock.runtime.tracing;

import io.opentelemetry.api.trace.SpanContext;
import java.util.LinkedHashMap;
import java.util.Map;
import network.superblock.protocol.XtId;

/** What this process last did for each of the newest xTs: the cause of what it does next. */
final class Latest {

  private static final int XTS = 4096;

  private final Map<XtId, SpanContext> spans =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<XtId, SpanContext> eldest) {
          return size() > XTS;
        }
      };

  synchronized void put(XtId xt, SpanContext span) {
    spans.put(xt, span);
  }

  /** The root span where this process has done nothing yet. */
  synchronized SpanContext of(XtId xt) {
    var known = spans.get(xt);
    return known == null ? XtContexts.root(xt) : known;
  }
}
