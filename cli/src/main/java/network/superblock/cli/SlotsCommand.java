package network.superblock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows slots. */
@Command(
    name = "slots",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows one slot, or the newest ones.")
final class SlotsCommand extends Shown implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "<slot>",
      description = "a slot's number, or 'current'; none for the newest ones")
  private String name = "";

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "how many of a list (${DEFAULT-VALUE})")
  private int limit = 20;

  @Override
  public Integer call() {
    var path = "/api/v1/slots";
    answer()
        .print(
            services().slot().get(name.isEmpty() ? path + "?limit=" + limit : path + "/" + name));
    return Exit.OK;
  }
}
