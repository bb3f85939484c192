package network.superblock.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names that Prometheus sees of the meters that the services' sources register. */
final class ExportedMetrics {

  private static final Pattern METER =
      Pattern.compile(
          "(counter|timer|gauge|summary|Counter\\.builder|Timer\\.builder|Gauge\\.builder"
              + "|DistributionSummary\\.builder)\\(\\s*\"(superblock\\.[a-z0-9.]+)\"([^;]*);");
  private static final Pattern UNIT = Pattern.compile("\\.baseUnit\\(\"([a-z]+)\"\\)");

  private ExportedMetrics() {}

  static Set<String> names() {
    var names = new TreeSet<String>();
    try (var modules = Files.list(Path.of(".."))) {
      for (var module :
          modules.filter(each -> Files.isRegularFile(each.resolve("pom.xml"))).toList())
        if (Files.isDirectory(module.resolve("src/main/java")))
          try (var files = Files.walk(module.resolve("src/main/java"))) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(file -> collect(text(file), names));
          }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(String source, Set<String> names) {
    METER.matcher(source).results().forEach(meter -> names.addAll(exported(meter)));
  }

  private static Set<String> exported(MatchResult meter) {
    var unit = UNIT.matcher(meter.group(3));
    var name = meter.group(2).replace('.', '_') + (unit.find() ? "_" + unit.group(1) : "");
    return switch (meter.group(1)) {
      case "counter", "Counter.builder" -> Set.of(name + "_total");
      case "timer", "Timer.builder" ->
          Set.of(name + "_seconds_count", name + "_seconds_sum", name + "_seconds_max");
      case "gauge", "Gauge.builder" -> Set.of(name);
      default -> Set.of(name + "_count", name + "_sum", name + "_max");
    };
  }
}
