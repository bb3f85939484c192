package network.superblock.bench;

import network.superblock.bench.report.Results;

/** Something that can be measured by itself. */
@FunctionalInterface
public interface Benchmark {

  /**
   * Measures; each number goes into the results as soon as it is there.
   *
   * @throws Exception if it cannot be finished; what it started is closed
   */
  void run(Effort effort, Results results) throws Exception;
}
