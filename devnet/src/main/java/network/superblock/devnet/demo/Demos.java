package network.superblock.devnet.demo;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.XtRequest;

/** Signs demo xTs against the running sequencers. */
public final class Demos implements AutoCloseable {

  private final Map<ChainId, ChainClient> rollups;
  private final RandomGenerator random;

  /**
   * Connects to the sequencers when it needs them.
   *
   * @param sequencers the JSON-RPC of each
   * @param random gives each xT a session of its own
   */
  public Demos(Map<ChainId, URI> sequencers, RandomGenerator random) {
    var clients = new TreeMap<ChainId, ChainClient>();
    sequencers.forEach((chain, uri) -> clients.put(chain, new ChainClient(uri, chain.value())));
    this.rollups = clients;
    this.random = random;
  }

  /** The JSON-RPC of one rollup's sequencer. */
  public ChainClient rollup(ChainId chain) {
    var client = rollups.get(chain);
    if (client == null) throw new IllegalArgumentException("no rollup " + chain);
    return client;
  }

  /** A new xT, signed and not sent. Two that are under way at a time need two users. */
  public XtRequest sign(Demo demo, DevKey user, ChainId a, ChainId b) {
    var scene = new Demo.Scene(a, b, user.address(), session());
    return new XtRequest(
        demo.legs(scene).stream().map(leg -> leg.signedBy(user, rollup(leg.chain()))).toList());
  }

  private Hash32 session() {
    var session = new byte[32];
    random.nextBytes(session);
    return Hash32.of(session);
  }

  @Override
  public void close() {
    rollups.values().forEach(ChainClient::close);
  }
}
