package network.superblock.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where and on what the numbers were measured.
 *
 * @param load the machine's load average of the last minute before the run: above 0 somebody else
 *     was at work
 * @param commit of the sources; {@code unknown} outside a clone
 */
public record Machine(
    String processor,
    int cores,
    long memoryMiB,
    String system,
    String jdk,
    double load,
    String commit) {

  public static Machine thisOne() {
    var runtime = Runtime.version();
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        lineOf(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vendor") + " " + runtime,
        system.getSystemLoadAverage(),
        commitOfSources());
  }

  /** For the head of the table. */
  public String inWords() {
    return "%d cores (%s), %d MiB, %s, JDK %s, load %.2f, commit %s"
        .formatted(cores, processor, memoryMiB, system, jdk, load, commit);
  }

  public Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("processor", processor);
    facts.put("cores", cores);
    facts.put("memoryMiB", memoryMiB);
    facts.put("system", system);
    facts.put("jdk", jdk);
    facts.put("loadBefore", load);
    facts.put("commit", commit);
    return facts;
  }

  private static long memory() {
    var line = lineOf(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
    return line.isEmpty() ? 0 : Long.parseLong(line) / 1024;
  }

  private static String lineOf(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String commitOfSources() {
    try {
      var git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .redirectErrorStream(true)
              .start();
      var answer = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
      return git.waitFor() == 0 ? answer : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
