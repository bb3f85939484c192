package network.superblock.runtime.l1;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.runtime.kafka.KeyRing;
import network.superblock.runtime.l1.L1Client.PlacedLog;
import network.superblock.runtime.lifecycle.Dependency;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.envelope.SenderKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the registry's events up to the last final L1 block, again and again, so that the registry
 * is known as it stood at any final block, however long the node keeps its states.
 */
public final class RegistryReader implements Dependency, KeyRing {

  private static final Logger log = LoggerFactory.getLogger(RegistryReader.class);
  // Unknown keys come in floods or not at all.
  private static final Duration BETWEEN_REFRESHES = Duration.ofMillis(250);

  private final L1Client l1;
  private final L1Properties properties;
  private final InstantSource clock;
  private volatile @Nullable RegistryHistory history;
  private Instant refreshed = Instant.MIN;

  public RegistryReader(L1Client l1, L1Properties properties, InstantSource clock) {
    this.l1 = l1;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "l1";
  }

  @Override
  public void open() {
    extend();
  }

  @Override
  public void probe() {
    extend();
  }

  /**
   * The registry at the last final block that was seen.
   *
   * @throws UnavailableException if none was seen since the service started
   */
  public RegistryView finalized() {
    return known().head();
  }

  /**
   * The registry at a final block; at the last one that was seen for a later block.
   *
   * @throws UnavailableException if none was seen since the service started
   */
  public RegistryView at(L1BlockRef block) {
    return known().at(block.number());
  }

  @Override
  public SenderKeys since(long l1Block) {
    return sender -> known().keysSince(Math.min(l1Block, finalized().at().number()), sender);
  }

  /** At most a few times a second; other calls return at once. */
  @Override
  public void refresh() {
    if (isDue()) extend();
  }

  private synchronized boolean isDue() {
    var now = clock.instant();
    if (now.isBefore(refreshed.plus(BETWEEN_REFRESHES))) return false;
    refreshed = now;
    return true;
  }

  private synchronized void extend() {
    var until = finalizedBlock();
    var known = history;
    var from = known == null ? properties.deployedAt() : known.head().at().number() + 1;
    if (known != null && until.number() < from) return;
    var events = events(from, until.number());
    history = (known == null ? RegistryHistory.before(until) : known).extended(events, until);
    if (!events.isEmpty())
      log.info("the registry changed, as of final L1 block {}", until.number());
  }

  private List<PlacedLog> events(long from, long until) {
    var events = new ArrayList<PlacedLog>();
    for (var start = from; start <= until; start += properties.logRange()) {
      var end = Math.min(until, start + properties.logRange() - 1);
      events.addAll(
          l1.logs(properties.registryAddress(), start, end).blockOptional().orElseThrow());
    }
    return events;
  }

  private L1BlockRef finalizedBlock() {
    return l1.finalizedBlock()
        .blockOptional()
        .orElseThrow(() -> new IllegalStateException("L1 has no final block yet"));
  }

  private RegistryHistory known() {
    return Optional.ofNullable(history)
        .orElseThrow(() ->
            new UnavailableException(
                "the registry has not been read yet", new IllegalStateException("no L1 block")));
  }
}
