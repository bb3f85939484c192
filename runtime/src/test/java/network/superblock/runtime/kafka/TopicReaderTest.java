package network.superblock.runtime.kafka;

import static network.superblock.runtime.kafka.TestNetwork.A;
import static network.superblock.runtime.kafka.TestNetwork.outgoing;
import static network.superblock.runtime.kafka.TestNetwork.xt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import network.superblock.wire.Role;
import network.superblock.wire.Sender;
import network.superblock.wire.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader gets, from where, and in which order. */
@Timeout(60)
class TopicReaderTest extends TopicReading {

  @Test
  void readsWhatWasWrittenInOrderWithItsSenderAndTime() throws Exception {
    var at = Instant.parse("2026-01-01T00:00:00.123Z");
    var writer = closing(queue.writer("test"));
    var appended = writer.append(List.of(outgoing(1)), at).get().getFirst();
    var collecting = new Collecting();
    read(Set.of(Topic.XT), here, collecting);
    var received = collecting.awaitSize(1).getFirst();
    assertThat(received)
        .isEqualTo(
            new Received(
                Topic.XT, appended.partition(), appended.offset(), at, QUEUE, new Term(0), xt(1)));
    assertThat(appended.timestamp()).isEqualTo(at);
  }

  @Test
  void keepsTheOrderOfABatchInEachPartition() throws Exception {
    var writer = closing(queue.writer("test"));
    var all = IntStream.range(0, 500).mapToObj(TestNetwork::outgoing).toList();
    writer.append(all).get();
    var collecting = new Collecting();
    read(Set.of(Topic.XT), here, collecting);
    var received = collecting.awaitSize(500);
    for (var partition = 0; partition < 8; partition++) {
      var here = partition;
      var read = received.stream().filter(each -> each.partition() == here).toList();
      var messages = read.stream().map(Received::message).toList();
      assertThat(messages)
          .isEqualTo(all.stream().map(Outgoing::message).filter(messages::contains).toList());
      assertThat(read).extracting(Received::offset).isSorted();
    }
  }

  @Test
  void carriesBlocksOfMegabytes() throws Exception {
    var noise = new byte[8 << 20];
    new Random(1).nextBytes(noise);
    var block =
        new L2Block(
            new Slot(1),
            A,
            new BlockNumber(1),
            Hash32.ZERO,
            Hash32.ZERO,
            List.of(),
            Bytes.of(noise),
            BlockEvidence.NONE);
    var sequencer = network.join(new Sender.Sequencer(A));
    closing(sequencer.writer("test")).append(Outgoing.of(Topic.BLOCK, block)).get();
    var collecting = new Collecting();
    var store = network.join(new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "reads-blocks"));
    closing(store.read("test", Set.of(Topic.BLOCK), ReadFrom.beginning(), collecting));
    assertThat(collecting.awaitSize(1).getFirst().message()).isEqualTo(block);
  }

  @Test
  void goesOnWhereAnotherReaderStood() throws Exception {
    var writer = closing(queue.writer("test"));
    writer.append(outgoing(1)).get();
    var first = new Collecting();
    var reader = read(Set.of(Topic.XT), here, first);
    reader.caughtUp().toCompletableFuture().get(20, TimeUnit.SECONDS);
    var next = reader.next();
    reader.close();
    writer.append(outgoing(2)).get();
    var second = new Collecting();
    read(Set.of(Topic.XT), ReadFrom.offsets(next), second);
    assertThat(second.awaitSize(1)).extracting(Received::message).containsExactly(xt(2));
    assertThat(first.all).hasSize(1);
    var read = first.all.getFirst();
    assertThat(next.next())
        .hasSize(8)
        .containsEntry("sbcp.xt-" + read.partition(), read.offset() + 1);
  }

  @Test
  void readsFromTheEndWhatComesAfterTheOpening() throws Exception {
    var writer = closing(queue.writer("test"));
    writer.append(outgoing(1)).get();
    var collecting = new Collecting();
    var reader = read(Set.of(Topic.XT), ReadFrom.end(), collecting);
    assertThat(reader.caughtUp().toCompletableFuture()).isCompleted();
    writer.append(outgoing(2)).get();
    assertThat(collecting.awaitSize(1)).extracting(Received::message).containsExactly(xt(2));
  }

  /** A sequencer need not read what is written to all others. */
  @Test
  void readsOfAChainNothingButItsPartition() throws Exception {
    var store = network.join(new Sender.Publisher(Role.BLOCK_STORE_SERVICE, "reads-of-a-chain"));
    var from = network.here(Topic.BLOCK_VERDICT);
    var writer = closing(store.writer("verdicts"));
    var others = IntStream.range(1, 30).mapToObj(ChainId::new).map(TopicReaderTest::verdict);
    writer.append(others.toList()).get();
    var ours = writer.append(verdict(A)).get();
    var collecting = new Collecting();
    var reader = closing(slots.readOf(A, "test", Set.of(Topic.BLOCK_VERDICT), from, collecting));
    await().until(() -> collecting.all.stream().anyMatch(TopicReaderTest::isOfA));
    assertThat(collecting.all)
        .allSatisfy(each -> assertThat(each.partition()).isEqualTo(ours.partition()));
    assertThat(reader.next().next()).containsOnlyKeys("sbcp.block-verdict-" + ours.partition());
  }

  private static Outgoing verdict(ChainId chain) {
    return Outgoing.of(
        Topic.BLOCK_VERDICT,
        new BlockVerdict.Rejected(new Slot(1), chain, Hash32.ZERO, "late", ""));
  }

  private static boolean isOfA(Received received) {
    return received.message() instanceof BlockVerdict verdict && verdict.chain().equals(A);
  }
}
