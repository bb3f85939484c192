package network.superblock.embedded.ethereum;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.superblock.embedded.Port;

/** Anvil's command line. */
record AnvilCommand(Path program, NodeOptions options, NodeDirectory directory, Port port) {

  // The fork whose header fields and rules the network knows, whatever a newer anvil would choose.
  private static final String HARD_FORK = "osaka";

  // How many blocks back a restarted node can still be asked about and rolled back. All of these
  // states are written to the disk every second.
  private static final int HISTORY = 64;

  List<String> line() {
    var genesis = options.genesis();
    var line = new ArrayList<String>();
    line.add(program.toString());
    line.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port.number())));
    line.addAll(List.of("--quiet", "--no-request-size-limit", "--hardfork", HARD_FORK));
    // Finalized is two blocks behind the latest.
    line.addAll(List.of("--slots-in-an-epoch", "1"));
    line.addAll(List.of("--chain-id", Long.toString(genesis.chainId())));
    line.addAll(List.of("--gas-limit", Long.toString(genesis.gasLimit())));
    line.addAll(List.of("--block-base-fee-per-gas", Long.toString(genesis.baseFee())));
    line.addAll(funding(genesis.funding()));
    line.addAll(mining());
    line.addAll(order());
    line.addAll(state());
    return line;
  }

  private static List<String> funding(Funding funding) {
    return List.of(
        "--mnemonic", funding.mnemonic(),
        "--accounts", Integer.toString(funding.accounts()),
        "--balance", Long.toString(funding.ether()));
  }

  private List<String> mining() {
    return switch (options.mining()) {
      case Mining.OnDemand _ -> List.of("--no-mining");
      case Mining.EveryTransaction _ -> List.of();
      case Mining.Every(var interval) -> List.of("--block-time", seconds(interval));
    };
  }

  private static String seconds(Duration interval) {
    return "%d.%03d".formatted(interval.toSeconds(), interval.toMillisPart());
  }

  private List<String> order() {
    return switch (options.order()) {
      case BY_FEE -> List.of("--order", "fees");
      case AS_SENT -> List.of("--order", "fifo", "--disable-pool-balance-checks");
    };
  }

  private List<String> state() {
    var state =
        new ArrayList<>(
            List.of(
                "--state",
                directory.state().path().toString(),
                "--state-interval",
                "1",
                "--preserve-historical-states",
                "--prune-history",
                Integer.toString(HISTORY),
                "--cache-path",
                directory.cache().toString()));
    // A node that is given this again goes back to that time.
    if (directory.state().isEmpty()) {
      options
          .genesis()
          .timestamp()
          .ifPresent(
              time -> state.addAll(List.of("--timestamp", Long.toString(time.getEpochSecond()))));
    }
    return state;
  }
}
