package network.superblock.runtime.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import network.superblock.protocol.XtId;

/** Random identities, but the xT's own for its root span. */
final class RootIds implements IdGenerator {

  private static final ScopedValue<XtId> ROOT_OF = ScopedValue.newInstance();
  private static final IdGenerator RANDOM = IdGenerator.random();

  /** Runs {@code start}, whose span becomes the root of the xT's trace. */
  static <T> T rootOf(XtId xt, ScopedValue.CallableOp<T, RuntimeException> start) {
    return ScopedValue.where(ROOT_OF, xt).call(start);
  }

  @Override
  public String generateSpanId() {
    return ROOT_OF.isBound() ? XtContexts.rootSpanId(ROOT_OF.get()) : RANDOM.generateSpanId();
  }

  @Override
  public String generateTraceId() {
    return ROOT_OF.isBound() ? XtContexts.traceId(ROOT_OF.get()) : RANDOM.generateTraceId();
  }
}
