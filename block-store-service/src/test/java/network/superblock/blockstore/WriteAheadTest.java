package network.superblock.blockstore;

import static network.superblock.blockstore.TestStore.A;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L2Block;
import network.superblock.runtime.failpoint.HeldPoint;
import network.superblock.runtime.kafka.TopicClients;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is durable when the block store gets no further. */
@Timeout(120)
class WriteAheadTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final TestStore store = TestStore.shared();

  @BeforeEach
  void open() {
    store.publisher.begin(store.publisher.slot().next());
    store.publisher.seal();
  }

  @AfterEach
  void close() {
    store.publisher.end();
  }

  @Test
  void aVerdictIsRecordedBeforeItIsTold() throws Exception {
    var block = store.block(A, "recorded");
    var before = verdicts();
    try (var held = HeldPoint.at("block-store.verdict-recorded")) {
      store.submit(block);
      assertThat(held.isReachedWithin(LONG)).isTrue();

      assertThat(isRecorded(block)).isTrue();
      assertThat(verdicts()).isEqualTo(before);
    }
    assertThat(store.verdicts.on(block)).isInstanceOf(Accepted.class);
  }

  /** The store goes away between the two, and the submission comes again. */
  @Test
  void aVerdictIsToldBeforeTheSubmissionIsPassed() throws Exception {
    var block = store.block(A, "told");
    var held = HeldPoint.at("block-store.verdict-told");
    store.submit(block);
    assertThat(held.isReachedWithin(LONG)).isTrue();
    var accepted = store.verdicts.on(block);

    // Its end interrupts whoever is held: what it has not passed is read again.
    store.stop();
    held.release();
    store.start();

    assertThat(store.verdicts.on(block, 2)).containsOnly(accepted);
  }

  private boolean isRecorded(L2Block block) {
    var known = store.bean(BlockArchive.class).verdictsOn(Set.of(BlockKey.of(block))).block();
    return known != null && known.containsKey(BlockKey.of(block));
  }

  private InputOffsets verdicts() {
    return store.bean(TopicClients.class).ends(EnumSet.of(Topic.BLOCK_VERDICT));
  }
}
