package network.superblock.blockstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Collections;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.ChainHead;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.Ledger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocks of a real node, whose xTs send and read messages, on the head that a ledger names. */
@Timeout(120)
class MinedBlocksTest {

  private final TestStore store = TestStore.shared();
  private final TestPublisher publisher = store.publisher;

  @Test
  void acceptsBothOneAfterTheOther() {
    var blocks = MinedBlocks.blocks();
    var first = blocks.get(0);
    var second = blocks.get(1);
    startFrom(new ChainHead(new BlockNumber(1), MinedBlocks.PARENT, MailboxState.EMPTY));
    var one = submit(1001, first, first.message(new Slot(1001), MinedBlocks.PARENT));
    assertThat(one.mailbox().folds()).isEqualTo(1);
    publisher.end();
    startFrom(new ChainHead(first.number(), first.hash(), one.mailbox()));
    var two = submit(1002, second, second.message(new Slot(1002), first.hash()));
    assertThat(two.mailbox().folds()).isEqualTo(4);
    publisher.end();
  }

  private Accepted submit(long slot, MinedBlocks.Mined mined, L2Block block) {
    publisher.begin(new Slot(slot));
    publisher.commit(mined.xt());
    publisher.seal();
    store.submit(block);
    return assertThat(store.verdicts.on(block)).asInstanceOf(type(Accepted.class)).actual();
  }

  /** Settlement goes back to a ledger in which the rollup has this head, in good standing. */
  private void startFrom(ChainHead head) {
    var before = publisher.ledger();
    var heads = new TreeMap<>(before.heads());
    heads.put(MinedBlocks.ROLLUP.chain(), head);
    publisher.rollBack(
        before.rollBacks() + 1,
        new Ledger(before.number(), before.hash(), heads, Collections.emptySortedSet(), 0));
  }
}
