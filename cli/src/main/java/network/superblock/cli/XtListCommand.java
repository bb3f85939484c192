package network.superblock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists xTs. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the newest xTs.")
final class XtListCommand extends Shown implements Callable<Integer> {

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "how many of a list (${DEFAULT-VALUE})")
  private int limit = 20;

  @Override
  public Integer call() {
    answer().print(services().xtQueue().get("/api/v1/xts?limit=" + limit));
    return Exit.OK;
  }
}
