package network.superblock.bench.hotpath;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs all hot paths, each in a JVM of its own. */
public final class HotPathBenchmark implements Benchmark {

  private static final Duration ITERATION = Duration.ofMillis(400);
  private static final int WARM_UPS = 3;
  private static final int ITERATIONS = 3;

  @Override
  public void run(Effort effort, Results results) throws RunnerException {
    // The lock is one for all users of a machine.
    System.setProperty("jmh.ignoreLock", "true");
    var iteration = TimeValue.milliseconds(effort.of(ITERATION).toMillis());
    var options =
        new OptionsBuilder()
            .include("HotPaths")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .warmupIterations(WARM_UPS)
            .warmupTime(iteration)
            .measurementIterations(ITERATIONS)
            .measurementTime(iteration)
            .forks(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    for (var result : new Runner(options).run()) {
      var path = result.getPrimaryResult();
      results.add(
          Measurement.of(
              "jmh." + path.getLabel(), "one " + path.getLabel(), path.getScore() / 1000, "us"));
    }
  }
}
