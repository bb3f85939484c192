package network.superblock.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a long run shows.
 *
 * @param samples one a minute; in the first third caches and tables fill
 * @param wrong what became of xTs that should not
 */
record Verdict(List<Sample> samples, List<String> wrong) {

  private static final double FLAT = 0.1;
  private static final double FALLEN_BEHIND = 20;

  private record Line(String what, String measured, boolean isGood) {

    String text() {
      return "%-8s %s: %s".formatted(isGood ? "well" : "NOT WELL", what, measured);
    }
  }

  boolean hasCaughtUp(Sample last) {
    return last.lag() <= FALLEN_BEHIND;
  }

  boolean isGood(Sample last) {
    return judge(last).stream().allMatch(Line::isGood);
  }

  List<String> lines(Sample last) {
    return judge(last).stream().map(Line::text).toList();
  }

  private List<Line> judge(Sample last) {
    var lines = new ArrayList<Line>();
    lines.add(flat("the JVM's resident set", Sample::resident));
    lines.add(flat("the heap after a collection", Sample::heap));
    lines.add(flat("Postgres, with retention", Sample::database));
    lines.add(
        new Line(
            "lag of all readers after the last xT",
            String.format(Locale.ROOT, "%.0f records", last.lag()),
            hasCaughtUp(last)));
    lines.add(
        new Line(
            "every xT has ended as it may",
            wrong.isEmpty() ? "yes" : String.join("; ", wrong),
            wrong.isEmpty()));
    return lines;
  }

  private Line flat(String what, ToDoubleFunction<Sample> value) {
    var settled = samples.subList(samples.size() / 3, samples.size());
    var trend = Trend.of(settled.stream().mapToDouble(value).boxed().toList());
    var measured =
        String.format(
            Locale.ROOT,
            "%+.2f MiB a minute around %.0f MiB, %+.1f %% over the last %d minutes (flat: up to"
                + " %.0f %%)",
            trend.slope(),
            trend.mean(),
            100 * trend.growth(),
            settled.size(),
            100 * FLAT);
    return new Line(what, measured, trend.growth() <= FLAT);
  }
}
