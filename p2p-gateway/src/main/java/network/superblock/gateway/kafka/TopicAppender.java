package network.superblock.gateway.kafka;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.Preconfirmation;
import network.superblock.runtime.kafka.Outgoing;
import network.superblock.runtime.kafka.TopicWriter;
import network.superblock.runtime.lifecycle.Reason;
import network.superblock.runtime.lifecycle.UnavailableException;

/** Appends what does not stand on the topics yet. Safe for a thread a chain. */
record TopicAppender(
    TopicWriter writer,
    TopicEnd end,
    TopicLedger ledger,
    BridgeMetrics metrics,
    InstantSource clock) {

  /** Of records sent together, so that large lists do not pile up in memory. */
  private static final int MOST_BYTES = 4 << 20;

  /**
   * Returns when all of it stands there, whoever wrote it.
   *
   * @param messages makes the record; empty for what is not at hand, which is left out
   * @throws UnavailableException if Kafka does not answer: what stands there then is found the next
   *     time
   */
  void append(
      ChainId chain,
      Map<Hash32, Accepted> accepted,
      Function<Accepted, Optional<Outgoing>> messages)
      throws InterruptedException {
    end.reach();
    var standing = ledger.standing(chain, accepted.keySet());
    var part = new LinkedHashMap<Hash32, Outgoing>();
    var bytes = 0;
    for (var each : accepted.entrySet()) {
      if (standing.contains(each.getKey())) continue;
      var message = messages.apply(each.getValue());
      if (message.isEmpty()) continue;
      part.put(each.getKey(), message.get());
      bytes += sizeOf(message.get());
      if (bytes < MOST_BYTES) continue;
      send(chain, part);
      part.clear();
      bytes = 0;
    }
    if (!part.isEmpty()) send(chain, part);
  }

  private void send(ChainId chain, Map<Hash32, Outgoing> part) throws InterruptedException {
    try {
      var _ = writer.append(List.copyOf(part.values())).get();
    } catch (ExecutionException e) {
      throw new UnavailableException("not acknowledged", Reason.unwrapped(e));
    }
    // Read back they would be noted too, but perhaps only after the next look.
    ledger.note(chain, part.keySet(), clock.instant());
    metrics.written(part.size());
  }

  private static int sizeOf(Outgoing message) {
    return message.message() instanceof Preconfirmation.TxList list ? list.raw().size() : 1024;
  }
}
