package network.superblock.simulator.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One partition of a topic: an order that every reader sees alike, each in its own time. */
public final class Partition<T> {

  /** A record and the time at which it was appended. */
  public record Entry<T>(T value, Instant at) {}

  private static final int REPLAYED_AFTER = 9_000;

  private final Network network;
  private final List<Entry<T>> entries = new ArrayList<>();
  private final List<Reader<T>> readers = new ArrayList<>();
  private final List<Consumer<T>> watchers = new ArrayList<>();
  private long lastArrival;

  Partition(Network network) {
    this.network = network;
  }

  /** Sends a record: it may be late, lost, doubled or replayed, but it overtakes no other. */
  public void send(T value) {
    switch (network.mishaps().ofMessage(value)) {
      case Mishap.None _ -> travel(value);
      case Mishap.Lost _ -> {}
      case Mishap.Late(var millis) -> network.clock().after(millis, () -> travel(value));
      case Mishap.Repeated(var millis) -> {
        travel(value);
        network.clock().after(millis, () -> travel(value));
      }
    }
  }

  private void travel(T value) {
    var weather = network.weather();
    if (network.chance(weather.loss())) return;
    sendSurely(value);
    replay(value, weather.replay());
  }

  /** Sends a record that may be late or doubled; its sender does not rest until it is there. */
  public void sendSurely(T value) {
    arrive(network.delay(), value);
    if (network.chance(network.weather().repeat())) arrive(network.delay(), value);
  }

  /** As {@link #sendSurely}; records of which there are few are replayed more often than others. */
  public void sendRarity(T value) {
    sendSurely(value);
    replay(value, 10 * network.weather().replay());
  }

  private void replay(T value, double chance) {
    if (network.chance(chance))
      network
          .clock()
          .after(REPLAYED_AFTER + network.between(0, 2 * REPLAYED_AFTER), () -> append(value));
  }

  private void arrive(int delay, T value) {
    lastArrival = Math.max(lastArrival, network.clock().millis() + delay);
    network.clock().after(lastArrival - network.clock().millis(), () -> append(value));
  }

  /** Puts a record at the end, now. */
  public void append(T value) {
    entries.add(new Entry<>(value, network.clock().now()));
    for (var watcher : watchers) watcher.accept(value);
    for (var reader : readers) reader.wake();
  }

  /** Shows every record to {@code watcher} the moment it is appended. */
  public void watch(Consumer<T> watcher) {
    watchers.add(watcher);
  }

  /** The next record's offset. */
  public long end() {
    return entries.size();
  }

  Entry<T> at(long offset) {
    return entries.get((int) offset);
  }

  /** Reads from {@code offset} on until the reader is stopped. */
  public Reader<T> readFrom(long offset, Receiver<T> receiver) {
    var reader = new Reader<>(network, this, offset, receiver);
    readers.add(reader);
    reader.wake();
    return reader;
  }

  void forget(Reader<T> reader) {
    readers.remove(reader);
  }
}
