package network.superblock.devnet.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import network.superblock.embedded.Port;
import network.superblock.embedded.StartFailedException;

/**
 * Where each part listens, on loopback.
 *
 * @param console the web page
 * @param demoDesk signs demo xTs for that page
 * @param gateways the p2p-gateways' HTTP, one for each sequencer
 * @param gossip where those gateways listen to their peers
 */
public record Ports(
    Port kafka,
    Port postgres,
    Port l1,
    List<Port> rollups,
    Port slotService,
    Port xtQueueService,
    Port blockStoreService,
    Port superblockService,
    Port console,
    Port demoDesk,
    List<Port> sequencers,
    List<Port> gateways,
    List<Port> gossip) {

  private static final int KAFKA = 19_092;
  private static final int POSTGRES = 15_432;
  private static final int L1 = 18_545;
  private static final int FIRST_SERVICE = 8081;
  private static final int FIRST_SEQUENCER = 8085;
  private static final int P2P_GATEWAY = 8090;
  // Behind the last of eight sequencers.
  private static final int CONSOLE = 8094;
  private static final int FIRST_GATEWAY = 8100;
  private static final int FIRST_GOSSIP = 19_000;

  /** The same on every machine, so that they can be remembered. */
  public static Ports fixed(int chains) {
    return new Ports(
        Port.fixed(KAFKA),
        Port.fixed(POSTGRES),
        Port.fixed(L1),
        each(chains, i -> Port.fixed(L1 + 1 + i)),
        Port.fixed(FIRST_SERVICE),
        Port.fixed(FIRST_SERVICE + 1),
        Port.fixed(FIRST_SERVICE + 2),
        Port.fixed(FIRST_SERVICE + 3),
        Port.fixed(CONSOLE),
        Port.fixed(CONSOLE + 1),
        each(chains, i -> Port.fixed(sequencer(i))),
        each(chains, i -> Port.fixed(FIRST_GATEWAY + i)),
        each(chains, i -> Port.fixed(FIRST_GOSSIP + i)));
  }

  /** Ones that nobody uses, so that networks run side by side. */
  public static Ports free(int chains) {
    return new Ports(
        Port.findFree(),
        Port.findFree(),
        Port.findFree(),
        each(chains, _ -> Port.findFree()),
        Port.findFree(),
        Port.findFree(),
        Port.findFree(),
        Port.findFree(),
        Port.findFree(),
        Port.findFree(),
        each(chains, _ -> Port.findFree()),
        each(chains, _ -> Port.findFree()),
        each(chains, _ -> Port.findFree()));
  }

  /**
   * Checks that the services can listen, all at once: with a part of them it would be none.
   *
   * @throws StartFailedException which names the ports that are taken
   */
  public void requireFreeForServices() {
    var taken = new ArrayList<String>();
    services()
        .forEach((name, port) -> {
          if (!port.isFree()) taken.add("%d (%s)".formatted(port.number(), name));
        });
    if (!taken.isEmpty())
      throw new StartFailedException(
          "in use by something else: port %s; stop what listens there"
              .formatted(String.join(", ", taken)));
  }

  private SortedMap<String, Port> services() {
    var services = new TreeMap<String, Port>();
    services.put("slot-service", slotService);
    services.put("xt-queue-service", xtQueueService);
    services.put("block-store-service", blockStoreService);
    services.put("superblock-service", superblockService);
    services.put("console", console);
    services.put("demo desk", demoDesk);
    for (var i = 0; i < sequencers.size(); i++) {
      services.put("sequencer " + (i + 1), sequencers.get(i));
      services.put("p2p-gateway " + (i + 1), gateways.get(i));
      services.put("gossip of p2p-gateway " + (i + 1), gossip.get(i));
    }
    return services;
  }

  private static int sequencer(int index) {
    var port = FIRST_SEQUENCER + index;
    return port < P2P_GATEWAY ? port : port + 1;
  }

  private static List<Port> each(int count, IntFunction<Port> port) {
    return IntStream.range(0, count).mapToObj(port).toList();
  }
}
