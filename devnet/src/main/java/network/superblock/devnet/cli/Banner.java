package network.superblock.devnet.cli;

import java.util.ArrayList;
import java.util.List;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.ground.Chains;
import network.superblock.devnet.setup.Accounts;

/** What a person needs to know to use the network that was just started. */
final class Banner {

  private static final int USERS_SHOWN = 3;

  private final Devnet devnet;
  private final List<String> lines = new ArrayList<>();

  private Banner(Devnet devnet) {
    this.devnet = devnet;
  }

  static List<String> of(Devnet devnet) {
    var banner = new Banner(devnet);
    banner.write();
    return banner.lines;
  }

  private void write() {
    var schedule = devnet.facts().schedule();
    line("");
    line(
        "  slots of %d s since %s; sealed after %d ms, %d ms for an xT to be voted on"
            .formatted(
                schedule.duration().toSeconds(),
                schedule.genesis(),
                schedule.sealCutover().toMillis(),
                schedule.scpTimer().toMillis()));
    services();
    chains();
    contracts();
    users();
    line("");
  }

  private void services() {
    var at = devnet.endpoints();
    line("  console             %s  <- open it in a browser".formatted(at.console()));
    line("  slot-service        %s/api/v1/slots/current".formatted(at.slotService()));
    line("  xt-queue-service    %s/api/v1/xts".formatted(at.xtQueueService()));
    line("  block-store-service %s/api/v1/chains".formatted(at.blockStoreService()));
    line("  superblock-service  %s/api/v1/superblocks/latest".formatted(at.superblockService()));
    line("  Kafka               %s".formatted(at.kafka()));
  }

  private void chains() {
    var at = devnet.endpoints();
    line("  L1            chain %-6d node %s".formatted(Chains.L1_CHAIN, at.l1()));
    at.sequencers()
        .forEach((chain, sequencer) ->
            line("  rollup        chain %-6s sequencer %s (JSON-RPC)".formatted(chain, sequencer)));
    at.gateways()
        .forEach((chain, gateway) ->
            line("  p2p-gateway   chain %-6s %s/api/v1/peers".formatted(chain, gateway)));
  }

  private void contracts() {
    var l1 = L1Deployment.by(Accounts.deployer().address());
    var rollup = RollupDeployment.by(Accounts.deployer().address());
    line("  on L1         registry %s  settlement %s".formatted(l1.registry(), l1.settlement()));
    line(
        "  on rollups    mailbox  %s  PingPong   %s"
            .formatted(rollup.mailbox(), rollup.pingPong()));
    line("                bridge   %s  its token  %s".formatted(rollup.bridge(), rollup.token()));
    line("                relay    %s".formatted(rollup.relay()));
  }

  private void users() {
    line("  users, with money on every rollup; everyone knows their keys, they are worth nothing:");
    for (var i = 0; i < USERS_SHOWN; i++) {
      var user = Accounts.user(i);
      line("    %s  key %s".formatted(user.address(), user.privateKey()));
    }
  }

  private void line(String text) {
    lines.add(text);
  }
}
