package network.superblock.gateway;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import network.superblock.libp2p.peer.PeerId;
import network.superblock.preconfirmation.MessageId;
import network.superblock.preconfirmation.MessageSpans;

/**
 * Hands a node's spans to Micrometer, one observation each, named {@code p2p.message}. Who sent it
 * and its hash are of high cardinality: they belong to the span and to no metric.
 */
record ObservedMessages(ObservationRegistry registry) implements MessageSpans {

  private static final String NAME = "p2p.message";

  @Override
  public Span begin(PeerId peer, String topic, MessageId hash) {
    var observation =
        Observation.start(NAME, registry)
            .lowCardinalityKeyValue("topic", topic)
            .highCardinalityKeyValue("peer", peer.toString())
            .highCardinalityKeyValue("hash", hash.toString());
    return (deduplication, outcome) ->
        observation
            .lowCardinalityKeyValue("deduplication", label(deduplication))
            .lowCardinalityKeyValue("outcome", label(outcome.status()))
            .lowCardinalityKeyValue("reason", outcome.reason().label())
            .lowCardinalityKeyValue("verdict", label(outcome.verdict()))
            .stop();
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
