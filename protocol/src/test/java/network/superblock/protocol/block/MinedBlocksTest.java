package network.superblock.protocol.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.block.BlockValidity.Invalid;
import network.superblock.protocol.block.BlockValidity.Valid;
import network.superblock.protocol.block.MinedBlocks.Mined;
import network.superblock.protocol.mailbox.MailboxState;
import org.junit.jupiter.api.Test;

/**
 * The real contract on a real node: its logs, its storage, its proofs. In the second block the xT
 * reads two messages (one of them twice), writes one, and a stranger's putInbox has failed.
 */
class MinedBlocksTest {

  private final List<Mined> blocks = MinedBlocks.read();

  @Test
  void acceptsBothBlocksOneAfterTheOther() {
    MailboxState first = accepted(blocks.get(0), MailboxState.EMPTY);
    assertThat(first.folds()).isEqualTo(1);
    MailboxState second = accepted(blocks.get(1), first);
    assertThat(second.folds()).isEqualTo(4);
    var peer = new ChainId(88888);
    assertThat(second.with(peer).inbox()).isNotEqualTo(Hash32.ZERO);
    assertThat(second.with(peer).outbox()).isNotEqualTo(first.with(peer).outbox());
  }

  @Test
  void refusesTheSecondOnAnotherMailbox() {
    Mined second = blocks.get(1);
    assertThat(BlockValidation.check(second.expected(MailboxState.EMPTY), second.message()))
        .asInstanceOf(type(Invalid.class))
        .returns(BlockFault.WRONG_MAILBOX, Invalid::fault);
  }

  private static MailboxState accepted(Mined block, MailboxState before) {
    return assertThat(BlockValidation.check(block.expected(before), block.message()))
        .asInstanceOf(type(Valid.class))
        .actual()
        .mailbox();
  }
}
