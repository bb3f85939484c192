package network.superblock.devnet.service;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.superblock.devnet.network.NetworkFacts;
import network.superblock.devnet.network.Ports;

/** What the console is told: where everything is, and who signs demos for it. */
public record ConsolePlan(NetworkFacts facts, Ports ports) {

  private static final Program PROGRAM = Program.CONSOLE;

  /** The pages that may call the services: the console's, by both of its names. */
  public List<String> origins() {
    var port = ports.console().number();
    return List.of("http://127.0.0.1:" + port, "http://localhost:" + port);
  }

  Service service() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", Integer.toString(ports.console().number()));
    settings.put("console.network", facts.id());
    settings.put("console.slot-service", text(ports.slotService().http()));
    settings.put("console.xt-queue-service", text(ports.xtQueueService().http()));
    settings.put("console.block-store-service", text(ports.blockStoreService().http()));
    settings.put("console.superblock-service", text(ports.superblockService().http()));
    settings.put("console.demos", text(ports.demoDesk().http()));
    for (var i = 0; i < facts.rollups().size(); i++) rollup(settings, i);
    return new Service(PROGRAM.programName(), PROGRAM, ports.console(), settings);
  }

  private void rollup(Map<String, String> settings, int index) {
    var chain = facts.rollups().get(index).chain().toString();
    var sequencer = "console.sequencers[" + index + "].";
    settings.put(sequencer + "chain", chain);
    settings.put(sequencer + "url", text(ports.sequencers().get(index).http()));
    var gateway = "console.gateways[" + index + "].";
    settings.put(gateway + "name", chain);
    settings.put(gateway + "url", text(ports.gateways().get(index).http()));
  }

  private static String text(URI address) {
    return address.toString();
  }
}
