package network.superblock.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import network.superblock.bench.report.JsonReport;
import network.superblock.bench.report.Machine;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks and tells what came of them. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the network on this machine and compares with the targets.")
public final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "<name>",
      converter = SuiteName.class,
      completionCandidates = SuiteNames.class,
      description = "some of ${COMPLETION-CANDIDATES}")
  private List<Suite> only = List.of();

  @Option(names = "--short", description = "measure for a third of the time")
  private boolean brief;

  @Option(
      names = "--out",
      paramLabel = "<file>",
      defaultValue = "bench/target/bench.json",
      description = "where the numbers are written as JSON (${DEFAULT-VALUE})")
  private Path out = Path.of("bench.json");

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    // Before the first line of a log.
    var logs = out.toAbsolutePath().resolveSibling("logs");
    System.setProperty("superblock.logs", logs.toString());
    var machine = Machine.thisOne();
    System.out.println(machine.inWords());
    var results = new Results(System.out::println);
    var began = Instant.now();
    for (var each : Suite.benchmarks(chosen())) measure(each, results);
    System.out.println();
    Table.of(results).forEach(System.out::println);
    System.out.println("took " + Duration.between(began, Instant.now()).toSeconds() + " s");
    JsonReport.write(out, machine, began, results);
    System.out.println("written to " + out);
    return results.failures().isEmpty() ? 0 : 1;
  }

  private void measure(Suite.Named each, Results results) {
    results.tell(each.name());
    try {
      each.benchmark().run(brief ? Effort.SHORT : Effort.FULL, results);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      results.failed(each.name(), e);
    } catch (Exception | LinkageError | AssertionError e) {
      // One that fails must not hide the others.
      results.failed(each.name(), e);
    }
  }

  private Set<Suite> chosen() {
    return only.isEmpty() ? EnumSet.allOf(Suite.class) : EnumSet.copyOf(only);
  }
}
