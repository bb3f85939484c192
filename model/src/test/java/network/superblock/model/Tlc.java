package network.superblock.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The model checker in a process of its own: it keeps its state in static fields, so one JVM cannot
 * check twice.
 */
final class Tlc {

  private static final Path MODEL = Path.of("src/main/resources/tla").toAbsolutePath();
  private static final String SOUND = "Fault = \"none\"";
  private static final Pattern VIOLATED =
      Pattern.compile("(?:Invariant|Action property) (\\w+) is violated");
  private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found");

  private final Path directory;

  /** Keeps its files in a directory, which may be thrown away afterwards. */
  Tlc(Path directory) {
    this.directory = directory;
  }

  /** What a run printed. */
  record Run(String output) {

    boolean isComplete() {
      return output.contains("Model checking completed. No error has been found.");
    }

    /** The property that does not hold. */
    Optional<String> violated() {
      var match = VIOLATED.matcher(output);
      return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }

    long distinctStates() {
      return STATES
          .matcher(output.replace(",", ""))
          .results()
          .mapToLong(match -> Long.parseLong(match.group(1)))
          .max()
          .orElse(0);
    }

    /** How often a row of the table was taken to a new state. */
    long taken(String action) {
      return Pattern.compile("<" + action + " line [^>]*>: (\\d+):(\\d+)")
          .matcher(output)
          .results()
          .mapToLong(match -> Long.parseLong(match.group(2)))
          .sum();
    }
  }

  /** Checks a configuration as it is. */
  Run check(String configuration) {
    return run(text(MODEL.resolve(configuration + ".cfg")), "-workers", "2", "-coverage", "60");
  }

  /** The shortest history that a planted fault spoils, within a configuration's other bounds. */
  Run check(String configuration, String fault, String... bounds) {
    var text = text(MODEL.resolve(configuration + ".cfg"));
    if (!text.contains(SOUND)) throw new IllegalStateException("no fault to plant");
    text = text.replace(SOUND, "Fault = \"" + fault + "\"");
    for (var bound : bounds) {
      var name = bound.substring(0, bound.indexOf(' '));
      text = text.replaceFirst(name + " = \\d+", bound);
    }
    return run(text, "-workers", "1");
  }

  private Run run(String configuration, String... options) {
    try {
      var file = Files.writeString(directory.resolve("run.cfg"), configuration);
      var output = directory.resolve("output.txt");
      var code =
          new ProcessBuilder(command(file, options))
              .directory(MODEL.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      var run = new Run(Files.readString(output));
      if (code != 0 && run.violated().isEmpty())
        throw new IllegalStateException("TLC ended with " + code + ":\n" + run.output());
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> command(Path configuration, String... options) {
    var jar = System.getProperty("java.class.path");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-Xmx800m", "-cp", jar));
    command.addAll(List.of("tlc2.TLC", "-nowarning"));
    command.addAll(List.of(options));
    command.addAll(List.of("-metadir", directory.resolve("states").toString()));
    command.addAll(List.of("-config", configuration.toString(), "MCSuperblock.tla"));
    return command;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
