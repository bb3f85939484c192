package network.superblock.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.embedded.postgres.PostgresDatabase;
import network.superblock.protocol.ChainId;

/** Settings of a gateway of one chain, on Postgres and without Kafka. */
final class GatewaySettings {

  static final ChainId CHAIN = new ChainId(77777);

  private GatewaySettings() {}

  /**
   * A gateway that continues whatever had this database and this identity before.
   *
   * @param peers addresses to which it stays connected
   */
  static SortedMap<String, Object> of(
      PostgresDatabase database, Path identity, List<String> peers) {
    var settings = new TreeMap<String, Object>();
    settings.put("server.port", 0);
    settings.put("superblock.security.profile", "devnet");
    settings.put("superblock.postgres.url", database.jdbcUrl().substring("jdbc:".length()));
    settings.put("superblock.postgres.username", database.user());
    settings.put("superblock.postgres.password", database.password());
    settings.put("gateway.listen", "/ip4/127.0.0.1/tcp/0");
    settings.put("gateway.identity-file", identity.toString());
    if (!peers.isEmpty()) settings.put("gateway.peers", String.join(",", peers));
    settings.put("gateway.chains[0].id", CHAIN);
    settings.put("gateway.chains[0].slasher", Promises.SLASHER.toString());
    settings.put("gateway.chains[0].genesis", 0);
    settings.put("gateway.chains[0].slot-seconds", Promises.WINDOW);
    settings.put("gateway.chains[0].signers", Promises.KEY.address().toString());
    return settings;
  }
}
