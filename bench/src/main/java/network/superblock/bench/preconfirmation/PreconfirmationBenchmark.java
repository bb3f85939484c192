package network.superblock.bench.preconfirmation;

import java.util.List;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Results;

/** All numbers of the preconfirmation network, one after the other. */
public final class PreconfirmationBenchmark implements Benchmark {

  private static final int CROWD = 100;

  private final List<Benchmark> parts =
      List.of(
          new GossipRate(),
          new HopLatency(),
          new CatchUpRate(),
          new CrowdHeap(CROWD),
          new StreamRate(),
          new BesideJs());

  @Override
  public void run(Effort effort, Results results) throws InterruptedException {
    for (var part : parts) {
      try {
        part.run(effort, results);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        // One that fails must not hide the others.
        results.failed("preconfirmation, " + part.getClass().getSimpleName(), e);
      }
    }
  }
}
