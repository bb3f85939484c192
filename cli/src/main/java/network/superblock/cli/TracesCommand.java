package network.superblock.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import network.superblock.cli.narration.PlainJson;
import network.superblock.cli.trace.SpanReceiver;
import network.superblock.cli.trace.TraceText;
import network.superblock.cli.trace.TracedSpan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Listens as a collector and shows the traces that come. */
@Command(
    name = "traces",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Listens on loopback for the services' spans (OTLP over HTTP) and shows each xT's trace"
            + " whenever it has been quiet for a while; Ctrl-C ends it.")
final class TracesCommand implements Callable<Integer> {

  private static final int BATCHES_WAITING = 256;
  private static final int TRACES_KEPT = 256;
  private static final int SPANS_KEPT = 2000;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--port",
      paramLabel = "<port>",
      defaultValue = "4318",
      description = "where to listen (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--quiet",
      paramLabel = "<seconds>",
      defaultValue = "3",
      description = "how long a trace must be quiet before it is shown (${DEFAULT-VALUE})")
  private int quietSeconds;

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      description = "end after so many traces were shown")
  private long limit = Long.MAX_VALUE;

  private final Map<String, List<TracedSpan>> traces =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<TracedSpan>> eldest) {
          return size() > TRACES_KEPT;
        }
      };
  private final Set<String> changed = new LinkedHashSet<>();
  private long shown;

  @Override
  public Integer call() throws InterruptedException {
    if (spec == null) throw new IllegalStateException("not run by a command line");
    var out = spec.commandLine().getOut();
    BlockingQueue<List<TracedSpan>> arrived = new ArrayBlockingQueue<>(BATCHES_WAITING);
    try (var receiver = SpanReceiver.listen(port, arrived::offer)) {
      spec.commandLine().getErr().println("listening at " + receiver.endpoint());
      while (shown < limit) {
        var batch =
            arrived.poll(Duration.ofSeconds(quietSeconds).toMillis(), TimeUnit.MILLISECONDS);
        if (batch == null) show(out);
        else batch.forEach(span -> take(span, out));
      }
      return Exit.OK;
    } catch (IOException e) {
      throw new RefusedException("cannot listen on port " + port + ": " + e.getMessage());
    }
  }

  private void take(TracedSpan span, PrintWriter out) {
    if (json.wanted()) {
      out.println(PlainJson.of(span));
      out.flush();
      return;
    }
    var spans = traces.computeIfAbsent(span.traceId(), _ -> new ArrayList<>());
    if (spans.size() < SPANS_KEPT) spans.add(span);
    changed.add(span.traceId());
  }

  private void show(PrintWriter out) {
    for (var id : changed) {
      var spans = traces.get(id);
      if (spans == null) continue;
      out.println("trace " + id + ", " + spans.size() + " spans");
      TraceText.of(spans).forEach(out::println);
      shown++;
    }
    changed.clear();
    out.flush();
  }
}
