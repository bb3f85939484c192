package network.superblock.bench.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import network.superblock.bench.network.DevnetHost;
import network.superblock.bench.network.DevnetProcess;
import network.superblock.embedded.Patience;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the devnet under load and tells whether anything grows or is left over. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs a devnet with short slots while users submit xTs all the time. Well is: every xT has"
            + " ended, memory and tables are flat, no reader falls behind.")
public final class SoakCommand implements Callable<Integer> {

  private static final Duration SETTLING = Duration.ofMinutes(2);

  @Option(
      names = "--minutes",
      paramLabel = "<number>",
      defaultValue = "30",
      description = "for how long xTs are submitted (${DEFAULT-VALUE}, at least 6)")
  private int minutes = 30;

  @Option(
      names = "--slot",
      paramLabel = "<seconds>",
      defaultValue = "2s",
      description = "a slot's length (${DEFAULT-VALUE})")
  private String slot = "2s";

  @Option(
      names = "--retention",
      paramLabel = "<minutes>",
      defaultValue = "3",
      description = "how long services keep what is over (${DEFAULT-VALUE})")
  private int retention = 3;

  /** Runs the command and ends the process: 0 if all is well, 1 otherwise. */
  public static void main(String[] args) {
    System.setProperty("superblock.logs", Path.of("bench/target/logs").toAbsolutePath().toString());
    System.exit(new CommandLine(new SoakCommand()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (minutes < 6) throw new IllegalArgumentException("shorter runs show no trend");
    try (var devnet = DevnetProcess.start(options(), line -> System.out.println(line));
        var load = new Load(devnet)) {
      var samples = new ArrayList<Sample>();
      load.start();
      for (var minute = 1; minute <= minutes; minute++) {
        Thread.sleep(Duration.ofMinutes(1));
        samples.add(Sample.of(devnet));
        tell("minute " + minute + ", %,d xTs".formatted(load.submitted()), samples.getLast());
      }
      load.finish();
      var verdict = new Verdict(samples, load.wrong());
      Patience.until(SETTLING, () -> verdict.hasCaughtUp(sample(devnet)));
      var last = Sample.of(devnet);
      tell("afterwards, %,d xTs".formatted(load.submitted()), last);
      load.ends().forEach((end, count) -> System.out.printf("  %,6d %s%n", count, end));
      verdict.lines(last).forEach(System.out::println);
      return verdict.isGood(last) ? 0 : 1;
    }
  }

  private static Sample sample(DevnetProcess devnet) {
    try {
      return Sample.of(devnet);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the network does not tell how it is", e);
    }
  }

  private List<String> options() {
    return List.of(
        "-D" + DevnetHost.SLOT + "=PT" + slot.strip(),
        "-Dsuperblock.queue.retention=" + retention + "m",
        "-Dsuperblock.sequencer.retention=" + retention + "m",
        "-Dblock-store.retention=" + retention + "m");
  }

  private static void tell(String when, Sample s) {
    System.out.printf(
        "%s: JVM %.0f MiB resident, heap %.1f MiB after a collection, Postgres %.1f MiB, lag"
            + " %.0f%n",
        when, s.resident(), s.heap(), s.database(), s.lag());
  }
}
