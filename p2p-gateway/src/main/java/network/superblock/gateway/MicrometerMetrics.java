package network.superblock.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import network.superblock.preconfirmation.MessageSpans;
import network.superblock.preconfirmation.SdkMetrics;

/** Hands a node's metrics to Micrometer, under the same names. */
final class MicrometerMetrics implements SdkMetrics {

  private record Key(String name, Tags tags) {}

  private final MeterRegistry meters;
  private final MessageSpans spans;
  private final Map<Key, AtomicReference<Double>> values = new ConcurrentHashMap<>();

  MicrometerMetrics(MeterRegistry meters, MessageSpans spans) {
    this.meters = meters;
    this.spans = spans;
  }

  @Override
  public MessageSpans spans() {
    return spans;
  }

  @Override
  public void add(String name, double amount, String... labels) {
    meters.counter(name, labels).increment(amount);
  }

  @Override
  public void record(String name, Duration time, String... labels) {
    meters.timer(name.replaceFirst("_seconds$", ""), labels).record(time);
  }

  @Override
  public void set(String name, double value, String... labels) {
    var key = new Key(name, Tags.of(labels));
    if (Double.isNaN(value)) {
      values.remove(key);
      var gone = meters.find(name).tags(key.tags()).gauge();
      if (gone != null) meters.remove(gone);
      return;
    }
    values
        .computeIfAbsent(
            key,
            _ -> {
              var held = new AtomicReference<>(value);
              Gauge.builder(name, () -> held.get()).tags(key.tags()).register(meters);
              return held;
            })
        .set(value);
  }

  @Override
  public void watch(String name, DoubleSupplier value, String... labels) {
    var key = Tags.of(labels);
    var before = meters.find(name).tags(key).gauge();
    if (before != null) meters.remove(before);
    Gauge.builder(name, value::getAsDouble).tags(key).strongReference(true).register(meters);
  }
}
