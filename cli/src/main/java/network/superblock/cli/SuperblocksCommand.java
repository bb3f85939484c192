package network.superblock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows superblocks. */
@Command(
    name = "superblocks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows one superblock, or the newest ones.")
final class SuperblocksCommand extends Shown implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "<superblock>",
      description = "a number, a hash, or 'latest'; none for the newest ones")
  private String name = "";

  @Option(
      names = "--limit",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "how many of a list (${DEFAULT-VALUE})")
  private int limit = 20;

  @Override
  public Integer call() {
    var path = "/api/v1/superblocks";
    answer()
        .print(
            services()
                .superblock()
                .get(name.isEmpty() ? path + "?limit=" + limit : path + "/" + name));
    return Exit.OK;
  }
}
