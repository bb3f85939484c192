package network.superblock.gateway.kafka;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what crosses the bridge, by what became of it. */
final class BridgeMetrics {

  private final MeterRegistry meters;

  BridgeMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * Records were read: {@code published}, {@code unheard}, {@code refused}, {@code malformed},
   * {@code noted} or of {@code other_chain}.
   */
  void read(String outcome, int records) {
    meters.counter("p2p_kafka_read", "outcome", outcome).increment(records);
  }

  /** Records were written. */
  void written(int records) {
    meters.counter("p2p_kafka_written").increment(records);
  }
}
