package network.superblock.bench.network;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import network.superblock.devnet.Devnet;
import network.superblock.devnet.DevnetOptions;
import network.superblock.devnet.DevnetOptions.Listening;
import tools.jackson.databind.json.JsonMapper;

/** Runs a devnet until its input ends; tells on its output, in one line, where it listens. */
public final class DevnetHost {

  /** Begins the line with the addresses. */
  static final String UP = "up ";

  /** A slot's length, of those that are not the default. */
  public static final String SLOT = "superblock.devnet.slot";

  private DevnetHost() {}

  /**
   * Runs it.
   *
   * @param args the directory for its data
   */
  public static void main(String[] args) throws IOException {
    var data = Path.of(args[0]);
    System.setProperty("superblock.logs", data.resolve("logs").toString());
    var options = DevnetOptions.keptIn(data).on(Listening.FREE);
    var slot = System.getProperty(SLOT);
    if (slot != null) options = options.slot(Duration.parse(slot));
    try (var devnet = Devnet.start(options, line -> System.out.println("  " + line))) {
      var at = devnet.endpoints();
      var json = JsonMapper.shared().createObjectNode();
      json.put("kafka", at.kafka());
      json.put("xtQueueService", at.xtQueueService().toString());
      json.putArray("services")
          .add(at.slotService().toString())
          .add(at.xtQueueService().toString())
          .add(at.blockStoreService().toString())
          .add(at.superblockService().toString());
      json.putObject("postgres")
          .put("port", devnet.database().port().number())
          .put("database", devnet.database().name());
      var sequencers = json.putObject("sequencers");
      at.sequencers().forEach((chain, uri) -> sequencers.put(chain.toString(), uri.toString()));
      System.out.println(UP + json);
      // Nothing is ever sent.
      var _ = System.in.read();
    }
  }
}
