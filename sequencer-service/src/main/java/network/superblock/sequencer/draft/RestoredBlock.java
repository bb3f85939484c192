package network.superblock.sequencer.draft;

import java.util.Optional;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.rlp.MalformedRlpException;
import network.superblock.protocol.trie.OrderedRoot;
import network.superblock.sequencer.evm.BlockRlp;

/** A block whose content is proven by the hash under which it was asked for. */
record RestoredBlock(BlockRef ref, BlockRlp content) {

  /** The block's content; empty when it is not that of {@code wanted}. */
  static Optional<RestoredBlock> of(BlockRef wanted, L2Block block) {
    try {
      var content = BlockRlp.decode(block.block());
      var header = content.header();
      boolean proven =
          header.ref().equals(wanted)
              && header.transactionsRoot().equals(OrderedRoot.of(content.transactions()));
      return proven ? Optional.of(new RestoredBlock(wanted, content)) : Optional.empty();
    } catch (MalformedRlpException _) {
      return Optional.empty();
    }
  }

  BlockRef parent() {
    return new BlockRef(new BlockNumber(ref.number().value() - 1), content.header().parent());
  }
}
