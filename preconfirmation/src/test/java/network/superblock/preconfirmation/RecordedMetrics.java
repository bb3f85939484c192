package network.superblock.preconfirmation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.validation.ValidationOutcome;

/** Remembers what was measured, under the name and its labels. */
final class RecordedMetrics implements SdkMetrics {

  private final Map<String, Double> values = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> watched = new ConcurrentHashMap<>();
  private final List<Traced> spans = new CopyOnWriteArrayList<>();

  /** A span that has ended. */
  record Traced(
      PeerId peer,
      String topic,
      MessageId hash,
      MessageSpans.Deduplication deduplication,
      ValidationOutcome outcome) {}

  List<Traced> traced() {
    return spans;
  }

  @Override
  public MessageSpans spans() {
    return (peer, topic, hash) ->
        (deduplication, outcome) ->
            spans.add(new Traced(peer, topic, hash, deduplication, outcome));
  }

  double value(String name, String... labels) {
    var key = key(name, labels);
    var supplier = watched.get(key);
    return supplier == null ? values.getOrDefault(key, 0.0) : supplier.getAsDouble();
  }

  @Override
  public void add(String name, double amount, String... labels) {
    values.merge(key(name, labels), amount, Double::sum);
  }

  @Override
  public void record(String name, Duration time, String... labels) {
    values.merge(key(name, labels), 1.0, Double::sum);
  }

  @Override
  public void set(String name, double value, String... labels) {
    values.put(key(name, labels), value);
  }

  @Override
  public void watch(String name, DoubleSupplier value, String... labels) {
    watched.put(key(name, labels), value);
  }

  private static String key(String name, String... labels) {
    return name + String.join(",", labels);
  }
}
