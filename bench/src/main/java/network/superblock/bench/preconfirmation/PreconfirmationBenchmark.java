package network.superblock.bench.preconfirmation;

import java.util.List;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Results;

/** All numbers of the preconfirmation network, one after the other. */
public final class PreconfirmationBenchmark implements Benchmark {

  private final List<Benchmark> parts = List.of(new GossipRate(), new CrowdHeap(), new HopLatency(), new StreamRate());

  @Override
  public void run(Effort effort, Results results) throws Exception {
    for (var part : parts) part.run(effort, results);
  }
}
