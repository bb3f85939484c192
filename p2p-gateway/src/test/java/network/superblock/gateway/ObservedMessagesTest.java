package network.superblock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import network.superblock.libp2p.peer.Identity;
import network.superblock.libp2p.wire.Bytes;
import network.superblock.preconfirmation.MessageId;
import network.superblock.preconfirmation.MessageSpans.Deduplication;
import network.superblock.preconfirmation.validation.Reason;
import network.superblock.preconfirmation.validation.ValidationOutcome;
import org.junit.jupiter.api.Test;

class ObservedMessagesTest {

  private final List<Observation.Context> ended = new ArrayList<>();
  private final ObservationRegistry registry = ObservationRegistry.create();

  @Test
  void carryEveryFieldAndKeepPeersAndHashesOutOfMetrics() {
    registry.observationConfig().observationHandler(new Ended());
    var peer = Identity.generate().peerId();
    var hash = MessageId.of("topic", Bytes.utf8("payload"));
    var span = new ObservedMessages(registry).begin(peer, "rawTxLists", hash);
    assertThat(ended).isEmpty();
    span.end(Deduplication.CONTENT_KNOWN, ValidationOutcome.invalid(Reason.DECODE));
    var context = ended.getFirst();
    assertThat(context.getName()).isEqualTo("p2p.message");
    assertThat(context.getLowCardinalityKeyValues())
        .containsExactlyInAnyOrder(
            KeyValue.of("topic", "rawTxLists"),
            KeyValue.of("deduplication", "content_known"),
            KeyValue.of("outcome", "invalid"),
            KeyValue.of("reason", "decode"),
            KeyValue.of("verdict", "reject"));
    assertThat(context.getHighCardinalityKeyValues())
        .containsExactlyInAnyOrder(
            KeyValue.of("peer", peer.toString()), KeyValue.of("hash", hash.toString()));
  }

  private final class Ended implements ObservationHandler<Observation.Context> {

    @Override
    public void onStop(Observation.Context context) {
      ended.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }
}
