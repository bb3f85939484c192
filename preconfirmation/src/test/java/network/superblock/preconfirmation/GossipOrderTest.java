package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.TestNode.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sections 4 and 5 together: what is judged before its parent waits, and is then never forwarded.
 */
@Timeout(120)
class GossipOrderTest {

  private static final int LENGTH = 300;

  @Test
  void judgesPromisesInTheOrderInWhichTheyCome() {
    try (var author = TestNode.start();
        var node = TestNode.start().connect(author)) {
      var gossip = author.node().host().gossip();
      var topic = author.sdk().config().protocols().commitmentTopic();
      for (var block : chain(LENGTH)) {
        var _ = gossip.publish(topic, block.encode());
      }
      eventually("all of them", () -> node.headNumber() == LENGTH);
      eventually(
          "all of them accepted",
          () ->
              node.node().host().gossip().stats().toCompletableFuture().join().accepted()
                  == LENGTH);
      assertThat(node.events(SdkEvent.CommitmentPending.class)).isEmpty();
    }
  }
}
