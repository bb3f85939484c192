package network.superblock.gateway.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import network.superblock.preconfirmation.PreconfirmationSdk;
import network.superblock.preconfirmation.PublishReceipt;
import network.superblock.preconfirmation.SdkException;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.runtime.failpoint.Failpoints;
import network.superblock.runtime.kafka.Received;
import network.superblock.runtime.kafka.Receiver;
import network.superblock.runtime.lifecycle.UnavailableException;
import network.superblock.wire.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what sequencers write, and notes of everything that it stands on the topics. Repeating
 * it publishes the same again, which peers know already.
 */
final class FromTopics implements Receiver {

  private static final Logger log = LoggerFactory.getLogger(FromTopics.class);

  /** Longer than a slot's last third: nobody can hold the others up for longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<ChainId, PreconfirmationSdk> chains;
  private final Set<ChainId> published;
  private final TopicLedger ledger;
  private final BridgeMetrics metrics;
  private final InstantSource clock;

  /**
   * Publishes to the nodes of some chains.
   *
   * @param chains that are carried
   * @param published those of them whose sequencers' records are published
   */
  FromTopics(
      Map<ChainId, PreconfirmationSdk> chains,
      Set<ChainId> published,
      TopicLedger ledger,
      BridgeMetrics metrics,
      InstantSource clock) {
    this.chains = Map.copyOf(chains);
    this.published = Set.copyOf(published);
    this.ledger = ledger;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void receive(List<Received> records) throws InterruptedException {
    var orders = new TreeMap<ChainId, List<Brought.Known>>();
    var standing = new TreeMap<ChainId, List<Hash32>>();
    for (var record : records) sort(record, orders, standing);
    // Before anything is published: what peers send back must be known to come from here.
    standing.forEach((chain, ids) -> ledger.note(chain, ids, clock.instant()));
    Failpoints.reach("p2p-gateway.records-noted");
    for (var order : orders.entrySet()) publish(order.getKey(), order.getValue());
    Failpoints.reach("p2p-gateway.records-published");
    ledger.passed(after(records));
  }

  private void sort(
      Received record,
      Map<ChainId, List<Brought.Known>> orders,
      Map<ChainId, List<Hash32>> standing) {
    if (!(record.message() instanceof Preconfirmation message))
      throw new IllegalStateException("no preconfirmation: " + record.message());
    var chain = message.chain();
    if (!chains.containsKey(chain)) {
      metrics.read("other_chain", 1);
      return;
    }
    switch (Brought.of(record, message)) {
      case Brought.Malformed(var origin, var detail) -> {
        log.warn("skipped {} of {}: {}", origin, record.sender(), detail);
        metrics.read("malformed", 1);
      }
      case Brought.Known known -> {
        standing.computeIfAbsent(chain, _ -> new ArrayList<>()).add(known.id());
        if (isOrder(record.sender(), chain))
          orders.computeIfAbsent(chain, _ -> new ArrayList<>()).add(known);
        else metrics.read("noted", 1);
      }
    }
  }

  /** Gateways tell what they heard; sequencers say what is to be told. */
  private boolean isOrder(Sender sender, ChainId chain) {
    return sender instanceof Sender.Sequencer && published.contains(chain);
  }

  private void publish(ChainId chain, List<Brought.Known> orders) throws InterruptedException {
    var sdk = chains.get(chain);
    if (sdk == null) throw new IllegalStateException("chain " + chain + " is not carried");
    var lists = new LinkedHashMap<Hash32, Brought.TxList>();
    for (var order : orders) if (order instanceof Brought.TxList list) lists.put(list.id(), list);
    for (var order : orders) {
      if (!(order instanceof Brought.Commitment(var _, var _, var signed))) continue;
      var list = lists.remove(signed.preconfirmation().rawTxListHash());
      if (list == null) carryOut(chain, order, 1, sdk.publish(signed));
      else carryOut(chain, order, 2, sdk.publish(signed, list.list()));
    }
    // Their commitments come later or came before.
    for (var list : lists.values()) carryOut(chain, list, 1, sdk.publish(list.list()));
  }

  private void carryOut(
      ChainId chain, Brought.Known order, int records, CompletableFuture<PublishReceipt> publishing)
      throws InterruptedException {
    try {
      var receipt = publishing.get();
      log.debug("published {} of chain {} to {} peers", order.origin(), chain, receipt.peers());
      metrics.read("published", records);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof SdkException failure))
        throw new IllegalStateException("cannot publish " + order.origin(), e.getCause());
      metrics.read(outcomeOf(chain, order, failure), records);
    }
  }

  private String outcomeOf(ChainId chain, Brought.Known order, SdkException failure) {
    return switch (failure) {
      case SdkException.Validation refused when mayBecomeValid(order, refused) ->
          throw new UnavailableException(order.origin() + " waits for its parent", refused);
      // It is kept, so that what comes after it can be published.
      case SdkException.Validation late when late.reason().equals(Reason.TOO_LATE.label()) -> {
        log.info("too late to be published, {} of chain {}", order.origin(), chain);
        yield "late";
      }
      case SdkException.Validation refused -> {
        log.warn("not published, {} of chain {}: {}", order.origin(), chain, refused.getMessage());
        yield "refused";
      }
      // It is kept, and whoever comes asks for it.
      case SdkException.MissingPeer _ -> {
        log.info("nobody hears {} of chain {}", order.origin(), chain);
        yield "unheard";
      }
      case SdkException.Backpressure _,
          SdkException.Storage _,
          SdkException.Timeout _,
          SdkException.Network _ ->
          throw new UnavailableException("cannot publish " + order.origin(), failure);
      case SdkException.Shutdown _,
          SdkException.Join _,
          SdkException.Decode _,
          SdkException.MissingData _,
          SdkException.Config _ ->
          throw failure;
    };
  }

  /** A parent that was late is made up for when L1 has decided it, perhaps before the slot ends. */
  private boolean mayBecomeValid(Brought.Known order, SdkException.Validation refused) {
    if (!(order instanceof Brought.Commitment(var _, var _, var signed))
        || !refused.reason().equals(Reason.MISSING_PARENT.label())) return false;
    var end = signed.preconfirmation().submissionWindowEnd().saturated();
    var now = clock.instant().getEpochSecond();
    return now < end && end - now <= PATIENCE.toSeconds();
  }

  private static InputOffsets after(List<Received> records) {
    var next = new TreeMap<String, Long>();
    for (var record : records)
      next.merge(
          record.topic().topicName() + "-" + record.partition(), record.offset() + 1, Math::max);
    return new InputOffsets(next);
  }
}
