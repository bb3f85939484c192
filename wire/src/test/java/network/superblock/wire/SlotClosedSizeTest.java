package network.superblock.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.wire.Decoding.Decoded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large the end of a slot grows: it carries every chain's head and mailbox roots. */
class SlotClosedSizeTest {

  private static final Sender SENDER = Sender.parse("slot-service/a");
  private static final int CHAINS = 1_000;

  /** The sizes that ARCHITECTURE.md names. */
  @ParameterizedTest
  @CsvSource({"0, 100000", "1, 175000", "13, 1075000", "60, 4600000"})
  void fitsItsTopicWithAThousandChains(int pairsOfAChain, int atMost) {
    var closed = closed(pairsOfAChain);
    var bytes = MessageCodec.encode(SENDER, closed);

    assertThat(bytes.size()).isBetween(atMost * 9 / 10, atMost);
    assertThat(bytes.size()).isLessThan(Topic.SLOT.maxMessageBytes());
    assertThat(MessageCodec.decode(bytes)).isEqualTo(new Decoded(SENDER, closed));
  }

  private static SlotClosed closed(int pairsOfAChain) {
    var heads = new TreeMap<ChainId, ChainHead>();
    var blocks = new TreeMap<ChainId, BlockRef>();
    for (int i = 0; i < CHAINS; i++) {
      var number = new BlockNumber(1_000_000 + i);
      var hash = hash("block", i, 0);
      blocks.put(chain(i), new BlockRef(number, hash));
      heads.put(chain(i), new ChainHead(number, hash, mailbox(i, pairsOfAChain)));
    }
    var number = new SuperblockNumber(1_000_000);
    var hash = hash("superblock", 0, 0);
    return new SlotClosed(
        new Slot(1_000_000),
        new Outcome.Built(number, hash, hash("superblock", 1, 0), blocks, List.of()),
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        new Ledger(number, hash, heads, Collections.emptySortedSet(), 3));
  }

  private static MailboxState mailbox(int chain, int pairs) {
    var roots = new TreeMap<ChainId, PairRoots>();
    IntStream.rangeClosed(1, pairs)
        .forEach(step ->
            roots.put(
                chain((chain + step) % CHAINS),
                new PairRoots(hash("inbox", chain, step), hash("outbox", chain, step))));
    return new MailboxState(100_000, roots);
  }

  private static ChainId chain(int i) {
    return new ChainId(70_000 + i);
  }

  private static Hash32 hash(String what, int one, int other) {
    return Hash32.of(Keccak256.hash((what + one + "/" + other).getBytes(UTF_8)));
  }
}
