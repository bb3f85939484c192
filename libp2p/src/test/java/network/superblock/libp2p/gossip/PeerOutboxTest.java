package network.superblock.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import network.superblock.libp2p.gossip.GossipEffect.Priority;
import network.superblock.libp2p.wire.Bytes;
import org.junit.jupiter.api.Test;

class PeerOutboxTest {

  private static final Bytes KILOBYTE = Bytes.wrap(new byte[1000]);

  private final PeerOutbox outbox = new PeerOutbox(3000);

  @Test
  void forwardedMessagesGiveWayToEverythingElse() {
    for (var i = 0; i < 3; i++) outbox.offer(KILOBYTE, Priority.FORWARD);
    assertThat(outbox.dropped()).isZero();
    outbox.offer(KILOBYTE, Priority.CONTROL);
    outbox.offer(KILOBYTE, Priority.OWN);
    assertThat(outbox.dropped()).isEqualTo(2);
    assertThat(outbox.queued()).isEqualTo(3000);
  }

  @Test
  void theOldestForwardedMessageGivesWayToTheNewest() {
    for (var i = 0; i < 10; i++) outbox.offer(KILOBYTE, Priority.FORWARD);
    assertThat(outbox.dropped()).isEqualTo(7);
    assertThat(outbox.queued()).isEqualTo(3000);
  }

  @Test
  void ourOwnMessagesDoNotGiveWayToForwardedOnes() {
    for (var i = 0; i < 3; i++) outbox.offer(KILOBYTE, Priority.OWN);
    outbox.offer(KILOBYTE, Priority.FORWARD);
    assertThat(outbox.dropped()).isEqualTo(1);
    assertThat(outbox.queued()).isEqualTo(3000);
  }

  @Test
  void whatWasTakenOfOurOwnStays() {
    for (var i = 0; i < 3; i++) assertThat(outbox.offer(KILOBYTE, Priority.OWN)).isTrue();
    assertThat(outbox.offer(KILOBYTE, Priority.OWN)).as("said, not dropped").isFalse();
    assertThat(outbox.offer(KILOBYTE, Priority.CONTROL)).isFalse();
    assertThat(outbox.queued()).isEqualTo(3000);
  }

  @Test
  void controlIsNeverQueuedBeyondTheBudgetEither() {
    for (var i = 0; i < 10; i++) outbox.offer(KILOBYTE, Priority.CONTROL);
    assertThat(outbox.queued()).isEqualTo(3000);
  }
}
