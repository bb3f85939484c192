package network.superblock.gateway;

import io.r2dbc.spi.ConnectionFactory;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import network.superblock.libp2p.peer.IdentityFile;
import network.superblock.preconfirmation.P2pNode;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.preconfirmation.SdkConfig;
import network.superblock.preconfirmation.SdkEvent;
import network.superblock.preconfirmation.SdkMetrics;
import network.superblock.preconfirmation.lookahead.FixedLookahead;
import network.superblock.preconfirmation.postgres.PostgresStorage;
import network.superblock.preconfirmation.storage.ConfirmedTip;
import network.superblock.preconfirmation.storage.MemoryStorage;
import network.superblock.preconfirmation.storage.PreconfirmationStorage;
import network.superblock.preconfirmation.validation.LinkRule;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.lifecycle.Activity;
import org.springframework.beans.factory.ObjectProvider;

/** The libp2p host and a node for each chain: they run while the service works. */
public final class GatewayNode implements Activity {

  private final GatewayProperties properties;
  private final ObjectProvider<ConnectionFactory> postgres;
  private final InstantSource clock;
  private final SdkMetrics metrics;
  private final List<BiConsumer<ChainId, SdkEvent>> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<P2pNode> node = Optional.empty();
  private volatile SortedMap<ChainId, PreconfirmationSdk> chains = Collections.emptySortedMap();

  GatewayNode(
      GatewayProperties properties,
      ObjectProvider<ConnectionFactory> postgres,
      InstantSource clock,
      SdkMetrics metrics) {
    this.properties = properties;
    this.postgres = postgres;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Hears the events of all chains from now on, those of one chain in order. */
  public void listen(BiConsumer<ChainId, SdkEvent> listener) {
    listeners.add(listener);
  }

  public Optional<P2pNode> node() {
    return node;
  }

  /** The chains that are carried; none before the start. */
  public SortedMap<ChainId, PreconfirmationSdk> chains() {
    return chains;
  }

  int readyPeers() {
    return properties.readyPeers();
  }

  @Override
  public synchronized void start() {
    var identity = IdentityFile.loadOrCreate(properties.identityFile());
    var started = P2pNode.start(properties.host(), identity, clock, metrics, properties.ban());
    node = Optional.of(started);
    var all = new TreeMap<ChainId, PreconfirmationSdk>();
    try {
      for (var chain : properties.chains()) all.put(new ChainId(chain.id()), join(started, chain));
    } finally {
      chains = Collections.unmodifiableSortedMap(all);
    }
  }

  @Override
  public synchronized void stop() {
    chains.values().forEach(PreconfirmationSdk::close);
    chains = Collections.emptySortedMap();
    node.ifPresent(P2pNode::close);
    node = Optional.empty();
  }

  private PreconfirmationSdk join(P2pNode started, GatewayProperties.Chain chain) {
    var signers = chain.signers().stream().map(Address::fromHex).toList();
    var lookahead = new FixedLookahead(chain.genesis(), chain.slotSeconds(), signers);
    var sdk =
        PreconfirmationSdk.start(
            started,
            chain.config(),
            storage(chain.config()),
            lookahead,
            LinkRule.DEFAULT,
            clock,
            metrics);
    Thread.ofVirtual().name("gateway-events-" + chain.id()).start(() -> forward(sdk));
    if (sdk.storage().confirmedTip().isEmpty())
      sdk.updateHead(ConfirmedTip.at(chain.confirmed())).join();
    sdk.startCatchUp().join();
    return sdk;
  }

  private PreconfirmationStorage storage(SdkConfig config) {
    return switch (config.storage()) {
      case MEMORY -> new MemoryStorage(config.caches());
      case POSTGRES -> new PostgresStorage(postgres.getObject(), config.chain(), config.caches());
    };
  }

  private void forward(PreconfirmationSdk sdk) {
    try {
      sdk.runWithHandler(
          event -> listeners.forEach(listener -> listener.accept(sdk.config().chain(), event)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
