package network.superblock.sequencer.draft;

import java.util.function.Consumer;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.Outbox;
import network.superblock.sequencer.SealedBlocks;
import network.superblock.sequencer.pool.PoolKeeper;

/**
 * Everything outside that the workshop uses.
 *
 * @param answers where it tells what came of its orders
 * @param failed called when it cannot go on
 */
public record WorkshopPorts(
    ExecutionNode node,
    PoolKeeper pool,
    SealedBlocks blocks,
    Outbox outbox,
    Answers answers,
    Consumer<Throwable> failed) {}
