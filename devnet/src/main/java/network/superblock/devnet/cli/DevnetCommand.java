package network.superblock.devnet.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.DevnetOptions;
import network.superblock.devnet.DevnetOptions.Hosting;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.narration.Narrator;
import network.superblock.devnet.network.DataLock;
import network.superblock.devnet.setup.Accounts;
import network.superblock.embedded.StartFailedException;
import network.superblock.runtime.clock.WallClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a devnet until Ctrl-C, and tells what happens in it. */
@Command(
    name = "devnet",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs the whole network on this machine until Ctrl-C.")
final class DevnetCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--slot",
      paramLabel = "<seconds>",
      converter = SlotLength.class,
      description = "a slot's length, such as 6s; 12s for a new network")
  private @Nullable Duration slot;

  @Option(
      names = "--chains",
      paramLabel = "<number>",
      converter = ChainCount.class,
      description = "how many rollups, 2 to 8; 2 for a new network")
  private @Nullable Integer chains;

  @Option(
      names = "--data",
      paramLabel = "<directory>",
      defaultValue = ".devnet",
      description = "keeps the network; a later start continues it (${DEFAULT-VALUE})")
  private Path data = Path.of(".devnet");

  @Option(names = "--clean", description = "forget the kept network and start a new one")
  private boolean clean;

  @Option(names = "--processes", description = "run each service as a process of its own")
  private boolean processes;

  @Option(
      names = "--traces",
      paramLabel = "<collector>",
      description =
          "send each xT's trace there, such as http://127.0.0.1:4318/v1/traces, where"
              + " ./superblock traces listens")
  private @Nullable URI traces;

  @Option(
      names = "--submit",
      paramLabel = "<demo>",
      converter = DemoName.class,
      completionCandidates = DemoNames.class,
      description = "send a demo xT and follow it to its end: ${COMPLETION-CANDIDATES}")
  private @Nullable Demo submit;

  @Option(
      names = "--exit-after-submit",
      description = "stop after the demo's end; the exit code says whether it ended as it should")
  private boolean exitAfterSubmit;

  @Override
  public Integer call() {
    var terminal = new Terminal(out(), new WallClock());
    try {
      return run(terminal);
    } catch (StartFailedException | IllegalArgumentException e) {
      terminal.say("The network did not start: " + e.getMessage());
      return 1;
    }
  }

  private int run(Terminal terminal) {
    var devnet = start(terminal);
    if (submit != null) {
      var code = new DemoRun(Reach.of(devnet), terminal).run(submit, Accounts.user(0));
      if (exitAfterSubmit) return code;
    }
    terminal.say("The network has failed: " + devnet.failed().toCompletableFuture().join());
    return 1;
  }

  private Devnet start(Terminal terminal) {
    var begin = terminal.now();
    var lock = DataLock.take(data);
    if (clean) lock.clear();
    Logs.in(data, "devnet");
    var stop = OrderlyStop.atExit(terminal);
    try {
      stop.closing().add("data directory", lock);
      var devnet = Devnet.start(options(), stop.closing(), terminal::say);
      welcome(devnet, begin, terminal);
      var narrator = Narrator.since(begin, devnet.endpoints().kafka(), terminal::say);
      stop.closing().add("narrator", narrator);
      return devnet;
    } finally {
      stop.startEnded();
    }
  }

  private static void welcome(Devnet devnet, Instant begin, Terminal terminal) {
    var seconds = Duration.between(begin, terminal.now()).toMillis() / 1000.0;
    terminal.say("the network %s is up, after %.1f s".formatted(devnet.facts().id(), seconds));
    Banner.of(devnet).forEach(terminal::line);
  }

  private DevnetOptions options() {
    var options =
        DevnetOptions.keptIn(data).in(processes ? Hosting.QUICK_PROCESSES : Hosting.ONE_JVM);
    if (slot != null) options = options.slot(slot);
    if (chains != null) options = options.chains(chains);
    if (traces != null) options = options.traces(traces);
    return options;
  }

  private PrintWriter out() {
    if (spec == null) throw new IllegalStateException("not run by its command line");
    return spec.commandLine().getOut();
  }
}
