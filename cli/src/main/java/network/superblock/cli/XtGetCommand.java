package network.superblock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows an xT. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows everything the queue says about an xT.")
final class XtGetCommand extends Shown implements Callable<Integer> {

  @Parameters(paramLabel = "<xT id>", description = "0x and 64 hex digits")
  private String xt = "";

  @Override
  public Integer call() {
    answer().print(services().xtQueue().get("/api/v1/xts/" + xt));
    return Exit.OK;
  }
}
