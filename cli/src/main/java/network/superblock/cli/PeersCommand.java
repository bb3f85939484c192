package network.superblock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the preconfirmation network's peers. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows the peers that a p2p-gateway is connected with, and their scores.")
final class PeersCommand extends Shown implements Callable<Integer> {

  @Override
  public Integer call() {
    answer().print(services().p2pGateway().get("/api/v1/peers"));
    return Exit.OK;
  }
}
