package network.superblock.simulator.log;

/** A place in a partition. It delivers in order, some time after the append, at least once. */
public final class Reader<T> {

  private static final int BATCH = 20;

  private final Network network;
  private final Partition<T> partition;
  private final Receiver<T> receiver;
  private final long first;
  private long position;
  private boolean polling;
  private boolean stopped;

  Reader(Network network, Partition<T> partition, long from, Receiver<T> receiver) {
    this.network = network;
    this.partition = partition;
    this.receiver = receiver;
    this.first = from;
    this.position = from;
  }

  /** Delivers nothing more. */
  public void stop() {
    stopped = true;
    partition.forget(this);
  }

  void wake() {
    if (polling || stopped || position >= partition.end()) return;
    polling = true;
    network.clock().after(network.delay(), this::poll);
  }

  private void poll() {
    polling = false;
    for (int i = 0; i < BATCH && !stopped && position < partition.end(); i++) {
      var offset = position++;
      var entry = partition.at(offset);
      receiver.receive(offset, entry.value(), entry.at());
    }
    if (network.chance(network.weather().rewind()))
      position = Math.max(first, position - network.between(1, 3));
    wake();
  }
}
