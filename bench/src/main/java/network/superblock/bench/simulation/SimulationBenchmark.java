package network.superblock.bench.simulation;

import java.time.Duration;
import java.util.Locale;
import network.superblock.bench.Benchmark;
import network.superblock.bench.Effort;
import network.superblock.bench.report.Measurement;
import network.superblock.bench.report.Results;
import network.superblock.bench.report.Target;
import network.superblock.protocol.queue.XtStatus;
import network.superblock.simulator.Parts;
import network.superblock.simulator.Plan;
import network.superblock.simulator.Seeds;
import network.superblock.simulator.Simulation;
import network.superblock.simulator.world.Report;

/**
 * The simulated network: how many slots become a superblock on bad lines, and how fast histories
 * with every fault are run, with all invariants checked after each event.
 */
public final class SimulationBenchmark implements Benchmark {

  private static final int SLOTS = 200;
  private static final Duration JITTER = Duration.ofMillis(50);
  private static final int WARM_UP = 200;
  private static final int SEEDS = 2_000;

  @Override
  public void run(Effort effort, Results results) throws InterruptedException {
    for (var loss : new double[] {0.01, 0.05}) badLines(effort.of(SLOTS), loss, results);
    seeds(effort, results);
  }

  private static void badLines(int slots, double loss, Results results) {
    var plan = Plan.onBadLines(1, slots, loss, JITTER);
    var report = Simulation.runInWeather(plan, Parts.SOUND);
    var percent = Math.round(loss * 100);
    var id = "simulation.loss" + percent;
    var where =
        String.format(
            Locale.ROOT,
            "at %d %% loss, %d ms jitter, %d slots: ",
            percent,
            JITTER.toMillis(),
            slots);
    results.add(
        Measurement.of(
            id + ".superblocks",
            where + "slots that became a superblock",
            100.0 * report.builtUnderFaults() / slots,
            "%"));
    results.add(
        Measurement.of(id + ".xts", "    xTs that were included in one", included(report), "%"));
  }

  private static double included(Report report) {
    var included =
        report.xts().values().stream()
            .filter(status ->
                status instanceof XtStatus.Included
                    || status instanceof XtStatus.Published
                    || status instanceof XtStatus.Finalized)
            .count();
    return 100.0 * included / report.xts().size();
  }

  private static void seeds(Effort effort, Results results) throws InterruptedException {
    new Seeds(1, effort.of(WARM_UP)).run(Parts.SOUND, 1, _ -> {});
    var cores = Runtime.getRuntime().availableProcessors();
    var began = System.nanoTime();
    var tally = new Seeds(1, effort.of(SEEDS)).run(Parts.SOUND, cores, _ -> {});
    var seconds = (System.nanoTime() - began) / 1e9;
    results.add(
        Measurement.of(
            "simulation.events", "simulated events, all cores", tally.events() / seconds, "/s"));
    results.add(
        Measurement.of(
            "simulation.seeds", "seeds, all cores", 60 * tally.seeds() / seconds, "/min"));
    results.add(
        Measurement.of(
                "simulation.broken", "    seeds that went wrong", tally.broken().size(), "seeds")
            .against(Target.atMost(0)));
  }
}
