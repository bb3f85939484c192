package network.superblock.bench.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What processes occupy, as Linux counts it. */
public final class ResidentMemory {

  private static final double KIB_PER_MIB = 1024;

  private ResidentMemory() {}

  /** All resident pages of one process, in MiB. */
  public static double of(ProcessHandle process) {
    return field(Path.of("/proc", Long.toString(process.pid()), "status"), "VmRSS:");
  }

  /**
   * What Postgres' processes occupy together, in MiB. They share most of their pages: each page
   * counts once, divided among those that map it (PSS).
   *
   * @param data holds the server's directory somewhere
   */
  public static double ofPostgres(Path data) {
    var server = ProcessHandle.of(postmaster(data)).orElseThrow();
    return Stream.concat(Stream.of(server), server.descendants())
        .mapToDouble(process ->
            field(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"), "Pss:"))
        .sum();
  }

  private static long postmaster(Path data) {
    try (var files = Files.walk(data)) {
      var file = files.filter(path -> path.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException("Postgres is not found in " + data, e);
    }
  }

  private static double field(Path file, String name) {
    return lines(file).stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
        .orElseThrow(() -> new IllegalStateException("no " + name + " in " + file));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is counted on Linux alone", e);
    }
  }
}
