package network.superblock.gateway.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.protocol.ChainId;
import network.superblock.runtime.kafka.ReadFrom;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.runtime.lifecycle.Activity;
import network.superblock.runtime.lifecycle.Outage;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.ServiceStop;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Topic;

/** Carries preconfirmations between the topics and the chains' nodes, while those run. */
public final class KafkaBridge implements Activity {

  private static final Set<Topic> TOPICS =
      EnumSet.of(Topic.PRECONF_COMMITMENT, Topic.PRECONF_TXLIST);
  private static final String PURPOSE = "preconfirmations";

  /** What it works with. */
  public record Outside(
      TopicClients clients, InstantSource clock, MeterRegistry meters, ServiceStop serviceStop) {}

  private final Supplier<Map<ChainId, PreconfirmationSdk>> chains;
  private final Set<ChainId> published;
  private final TopicLedger ledger;
  private final Duration remembered;
  private final Outside outside;
  private final List<Runnable> open = new ArrayList<>();

  /**
   * Carries nothing before the start.
   *
   * @param chains the nodes that run at the start
   * @param published the chains whose sequencers' records are published
   * @param remembered for how long what stood on the topics is remembered: as long as they keep it
   */
  public KafkaBridge(
      Supplier<Map<ChainId, PreconfirmationSdk>> chains,
      Set<ChainId> published,
      TopicLedger ledger,
      Duration remembered,
      Outside outside) {
    this.chains = chains;
    this.published = Set.copyOf(published);
    this.ledger = ledger;
    this.remembered = remembered;
    this.outside = outside;
  }

  @Override
  public synchronized void start() {
    try {
      open();
    } catch (RuntimeException e) {
      stop();
      if (!Outage.is(e)) throw e;
      throw new UnavailableException("the bridge cannot start: " + Reason.of(e), e);
    }
  }

  /** Nothing comes in from Kafka any more, then nothing goes there. */
  @Override
  public synchronized void stop() {
    open.forEach(Runnable::run);
    open.clear();
  }

  private void open() {
    var nodes = chains.get();
    var metrics = new BridgeMetrics(outside.meters());
    ledger.forget(outside.clock().instant().minus(remembered));
    var receiver = new FromTopics(nodes, published, ledger, metrics, outside.clock());
    var from = ReadFrom.offsets(ledger.place());
    var reader = outside.clients().read(PURPOSE, TOPICS, from, receiver);
    open.add(reader::close);
    var writer = outside.clients().writer(PURPOSE);
    var end = new TopicEnd(outside.clients(), TOPICS, reader);
    var appender = new TopicAppender(writer, end, ledger, metrics, outside.clock());
    for (var node : nodes.values()) {
      var toTopics = ToTopics.start(node, appender, outside.serviceStop());
      open.add(toTopics::close);
    }
    open.add(writer::close);
  }
}
