package network.superblock.cli.trace;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A trace as a tree for people: what was caused by what, when, where and for how long. */
public final class TraceText {

  private static final Comparator<TracedSpan> BY_START =
      Comparator.comparing(TracedSpan::start).thenComparing(TracedSpan::spanId);
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, List<TracedSpan>> caused;
  private final Instant begin;

  private TraceText(List<TracedSpan> trace) {
    this.caused = trace.stream().sorted(BY_START).collect(groupingBy(TracedSpan::parentId));
    this.begin = trace.stream().map(TracedSpan::start).min(Instant::compareTo).orElseThrow();
  }

  /** One line for each span of one trace; never none are given. */
  public static List<String> of(List<TracedSpan> trace) {
    var ids = trace.stream().map(TracedSpan::spanId).collect(Collectors.toSet());
    var text = new TraceText(trace);
    var seen = new HashSet<String>();
    // Also what was caused by a span that has not arrived.
    return trace.stream()
        .filter(span -> !ids.contains(span.parentId()))
        .sorted(BY_START)
        .flatMap(root -> text.lines(root, 0, seen))
        .toList();
  }

  private Stream<String> lines(TracedSpan span, int depth, Set<String> seen) {
    if (!seen.add(span.spanId())) return Stream.empty();
    var below = caused.getOrDefault(span.spanId(), List.of());
    return Stream.concat(
        Stream.of(line(span, depth)), below.stream().flatMap(each -> lines(each, depth + 1, seen)));
  }

  private String line(TracedSpan span, int depth) {
    return "%10.1f ms %9.1f ms  %-22s %s%s"
        .formatted(
            millis(Duration.between(begin, span.start())),
            millis(span.took()),
            span.replica(),
            "· ".repeat(depth),
            span.name());
  }

  private static double millis(Duration time) {
    return time.toNanos() / NANOS_PER_MILLI;
  }
}
