package network.superblock.preconfirmation;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** What a node measures; an adapter hands it to the monitoring in use. Quick, for any thread. */
public interface SdkMetrics {

  String GOSSIP_RECEIVED = "p2p_gossip_received_total";
  String GOSSIP_PUBLISH = "p2p_gossip_publish_total";
  String REQUESTS = "p2p_reqresp_requests_total";
  String REQUEST_LATENCY = "p2p_reqresp_latency_seconds";
  String CACHE_HITS = "p2p_cache_hits_total";
  String VALIDATION_FAILURES = "p2p_validation_failures_total";
  String PEER_SCORE = "p2p_peer_score_gauge";
  String BYTES = "p2p_bytes_total";
  String BANS = "p2p_bans_total";
  String PENDING = "p2p_pending_commitments";
  String HEAD = "p2p_head_block";
  String SYNC_STATUS = "p2p_sync_status";
  String PEERS = "p2p_peers";

  /** Measures nothing. */
  SdkMetrics NONE =
      new SdkMetrics() {
        @Override
        public void add(String name, double amount, String... labels) {}

        @Override
        public void record(String name, Duration time, String... labels) {}

        @Override
        public void set(String name, double value, String... labels) {}

        @Override
        public void watch(String name, DoubleSupplier value, String... labels) {}
      };

  /** Adds to a counter; {@code labels} are names and values in turn, here and below. */
  void add(String name, double amount, String... labels);

  void record(String name, Duration time, String... labels);

  /** Sets a gauge whose labels come and go, as peers do; a value that is not a number ends it. */
  void set(String name, double value, String... labels);

  /** A gauge that is read when somebody looks. */
  void watch(String name, DoubleSupplier value, String... labels);

  /** Where the spans go of what is measured here. */
  default MessageSpans spans() {
    return MessageSpans.NONE;
  }

  default void count(String name, String... labels) {
    add(name, 1, labels);
  }
}
