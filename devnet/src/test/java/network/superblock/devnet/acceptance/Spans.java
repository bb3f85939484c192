package network.superblock.devnet.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import network.superblock.cli.trace.SpanReceiver;
import network.superblock.cli.trace.TracedSpan;

/** All spans that a network's services send. */
final class Spans implements AutoCloseable {

  private final List<TracedSpan> all = new ArrayList<>();
  private final SpanReceiver receiver;

  private Spans() throws IOException {
    this.receiver = SpanReceiver.listen(0, this::add);
  }

  static Spans listen() {
    try {
      return new Spans();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return receiver.endpoint();
  }

  synchronized List<TracedSpan> of(String trace) {
    return all.stream().filter(span -> span.traceId().equals(trace)).toList();
  }

  private synchronized void add(List<TracedSpan> spans) {
    all.addAll(spans);
  }

  @Override
  public void close() {
    receiver.close();
  }
}
