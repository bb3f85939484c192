package network.superblock.preconfirmation;

import static network.superblock.preconfirmation.Samples.chain;
import static network.superblock.preconfirmation.Samples.txList;
import static network.superblock.preconfirmation.TestNode.eventually;

import java.util.Optional;
import network.superblock.preconfirmation.storage.Faults;
import network.superblock.preconfirmation.storage.KnownCommitment;
import network.superblock.preconfirmation.storage.MemoryStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Section 7: catch-up in pages smaller than the step that it takes back after a failure. */
@Timeout(120)
class SmallPagesTest {

  private static final int LENGTH = 40;
  private static final int PAGE = 8;

  @Test
  void goesOnAfterAPageThatFailed() {
    var config = TestNode.config();
    var faults = Faults.onceIn("commitments", 3);
    try (var peer = TestNode.start(config, faults.in(new MemoryStorage(config.caches())));
        var node = TestNode.start(config.withMaxCommitmentsPerPage(PAGE))) {
      for (var block : chain(LENGTH)) {
        var known = KnownCommitment.of(Samples.KEY.address(), block);
        var list = txList(known.blockNumber().saturated());
        peer.sdk().storage().storeCommitment(known, Optional.of(list));
      }
      node.connect(peer).sdk().startCatchUp().join();
      eventually("the head", () -> node.headNumber() == LENGTH);
      eventually("every list", () -> node.sdk().storage().missingTxLists(1).isEmpty());
    }
  }
}
