package network.superblock.devnet.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import network.superblock.devnet.demo.Demo;
import network.superblock.devnet.network.NetworkFile;
import network.superblock.devnet.setup.Accounts;
import network.superblock.runtime.clock.WallClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a demo xT to a devnet that runs in another process, and follows it to its end. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Sends a demo xT to the running devnet and follows it to its end.")
final class SubmitCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "<demo>",
      converter = DemoName.class,
      completionCandidates = DemoNames.class,
      description = "one of: ${COMPLETION-CANDIDATES}")
  private @Nullable Demo demo;

  @Option(
      names = "--user",
      paramLabel = "<number>",
      defaultValue = "0",
      description = "who signs, from 0; two xTs at a time need two users (${DEFAULT-VALUE})")
  private int user;

  @Option(names = "--print", description = "print the signed request, to post it by other means")
  private boolean print;

  @Option(
      names = "--data",
      paramLabel = "<directory>",
      defaultValue = ".devnet",
      description = "where the running devnet keeps its network (${DEFAULT-VALUE})")
  private Path data = Path.of(".devnet");

  @Override
  public Integer call() {
    if (spec == null || demo == null) throw new IllegalStateException("not run by a command line");
    var line = spec.commandLine();
    if (user < 0 || user >= Accounts.USERS)
      throw new ParameterException(line, "there are users 0 to " + (Accounts.USERS - 1));
    Logs.in(data, "submit");
    var facts = new NetworkFile(data).read();
    if (facts.isEmpty()) {
      line.getErr().printf("There is no network in %s: start one with ./superblock devnet%n", data);
      return 1;
    }
    try {
      var terminal = new Terminal(line.getOut(), new WallClock());
      var run = new DemoRun(Reach.of(facts.get()), terminal);
      if (!print) return run.run(demo, Accounts.user(user));
      run.print(demo, Accounts.user(user));
      return 0;
    } catch (UncheckedIOException e) {
      line.getErr()
          .printf("%s: is the network up? ./superblock devnet starts it%n", e.getMessage());
      return 1;
    }
  }
}
