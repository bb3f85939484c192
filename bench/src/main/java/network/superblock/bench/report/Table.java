package network.superblock.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results for people. */
public final class Table {

  private static final String ROW = "%-88s %12s %12s %7s  %s";

  private Table() {}

  public static List<String> of(Results results) {
    var lines = new ArrayList<String>();
    lines.add(ROW.formatted("", "measured", "target", "ratio", ""));
    results.measurements().forEach(measured -> lines.add(line(measured)));
    results
        .failures()
        .forEach((name, reason) -> lines.add(name + " could not be measured: " + reason));
    return lines;
  }

  static String line(Measurement m) {
    return ROW.formatted(
            m.what(),
            number(m.value()) + " " + m.unit(),
            inWords(m.target()),
            m.ratio().map(ratio -> "%.2f".formatted(ratio)).orElse(""),
            m.isMet().map(met -> met ? "met" : "MISSED").orElse(""))
        .stripTrailing();
  }

  private static String inWords(Target target) {
    return switch (target) {
      case Target.None _ -> "";
      case Target.AtMost(var value) -> "<= " + number(value);
      case Target.AtLeast(var value) -> ">= " + number(value);
    };
  }

  private static String number(double value) {
    var digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
