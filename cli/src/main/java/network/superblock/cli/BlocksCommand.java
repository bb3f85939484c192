package network.superblock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a chain's blocks. */
@Command(
    name = "blocks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows one stored block of a chain, or its newest ones.")
final class BlocksCommand extends Shown implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "<chain id>", description = "whose blocks")
  private long chain;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<block>",
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
    var path = "/api/v1/chains/" + chain + "/blocks";
    answer()
        .print(
            services()
                .blockStore()
                .get(name.isEmpty() ? path + "?limit=" + limit : path + "/" + name));
    return Exit.OK;
  }
}
