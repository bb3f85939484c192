package network.superblock.sequencer.draft;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.Outbox;
import network.superblock.sequencer.SealedBlocks;
import network.superblock.sequencer.evm.BlockEnvironment;
import network.superblock.sequencer.evm.BlockRlp;
import network.superblock.sequencer.evm.MinedBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the node to a block that it lacks: from the sequencer's own sealed blocks, else from the
 * block store, down to a block that the node has, and up again. Confined to the workshop's thread.
 */
final class Restoration {

  private static final Logger log = LoggerFactory.getLogger(Restoration.class);

  private final ChainId chain;
  private final ExecutionNode node;
  private final SealedBlocks own;
  private final Outbox outbox;

  /** Found already, the lowest on top. */
  private final Deque<RestoredBlock> missing = new ArrayDeque<>();

  /** What the lowest of them, or the draft, stands on. */
  private BlockRef ground;

  private Optional<RestoredBlock> answer = Optional.empty();
  private Instant askedAt = Instant.MIN;
  private Optional<BlockRef> asked = Optional.empty();
  private boolean toldOfGenesis;

  Restoration(ChainId chain, BlockRef wanted, ExecutionNode node, SealedBlocks own, Outbox outbox) {
    this.chain = chain;
    this.ground = wanted;
    this.node = node;
    this.own = own;
    this.outbox = outbox;
  }

  /** Takes what the block store has sent; only the block that was asked for is looked at. */
  void arrived(L2Block block) {
    if (!block.chain().equals(chain) || !block.hash().equals(ground.hash())) return;
    answer = RestoredBlock.of(ground, block);
    if (answer.isEmpty()) log.warn("what came as block {} is another", ground);
  }

  /** Goes as far as it can now; true when the wanted block is the node's head. */
  boolean advance(InstantSource clock, Duration patience) {
    rise();
    while (!stands(ground)) {
      if (ground.number().value() == 0) {
        tellOfAnotherGenesis();
        return false;
      }
      Optional<RestoredBlock> block = find();
      if (block.isEmpty()) {
        ask(ground, clock, patience);
        return false;
      }
      missing.push(block.get());
      ground = block.get().parent();
    }
    node.revertTo(ground.number());
    while (!missing.isEmpty()) {
      if (!imports(missing.peek())) return false;
      ground = missing.pop().ref();
    }
    return true;
  }

  /**
   * There is nothing below it to be restored: only people can start the node as the right chain.
   */
  private void tellOfAnotherGenesis() {
    if (!toldOfGenesis)
      log.error("the node's block 0 is not {}, which is registered", ground.hash());
    toldOfGenesis = true;
  }

  /** After an outage the node may have some of the blocks already. */
  private void rise() {
    while (!missing.isEmpty() && stands(missing.peek().ref())) ground = missing.pop().ref();
  }

  private Optional<RestoredBlock> find() {
    return answer
        .filter(block -> block.ref().equals(ground))
        .or(() -> own.find(ground.hash()).flatMap(kept -> RestoredBlock.of(ground, kept)));
  }

  private void ask(BlockRef block, InstantSource clock, Duration patience) {
    Instant now = clock.instant();
    if (asked.equals(Optional.of(block)) && now.isBefore(askedAt.plus(patience))) return;
    log.info("asking the block store for block {} {}", block.number(), block.hash());
    asked = Optional.of(block);
    askedAt = now;
    outbox.send(new L2BlockRequest(chain, block.number(), parentOf(block)));
  }

  /** As far as the node knows it; the store goes by the number if it must. */
  private Hash32 parentOf(BlockRef block) {
    return node.header(new BlockNumber(block.number().value() - 1))
        .map(parent -> parent.hash())
        .orElse(Hash32.ZERO);
  }

  /** Mines the block's transactions again and compares the hash. */
  private boolean imports(RestoredBlock block) {
    BlockRlp content = block.content();
    MinedBlock mined =
        node.mine(BlockEnvironment.of(chain, content.header()), content.transactions());
    if (mined.header().ref().equals(block.ref())) {
      log.info("restored {}", mined.header());
      return true;
    }
    log.warn("the node makes {} of the recovered block {}", mined.header(), block.ref());
    node.revertTo(ground.number());
    return false;
  }

  private boolean stands(BlockRef block) {
    return node.header(block.number()).filter(found -> found.ref().equals(block)).isPresent();
  }
}
