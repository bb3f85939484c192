package network.superblock.simulator.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.simulator.Registry;
import network.superblock.simulator.chain.Blocks;
import network.superblock.simulator.chain.SimulatedBlock;

/**
 * StartSlot names each chain's block in the highest superblock not rolled back that contains the
 * chain; so each superblock's blocks stand on those named blocks.
 */
final class NamedHeads extends Invariant {

  private final List<SortedMap<ChainId, BlockRef>> headsByNumber = new ArrayList<>();
  private final Blocks blocks;

  NamedHeads(Registry registry, Blocks blocks) {
    super("StartSlot names the highest head not rolled back");
    this.blocks = blocks;
    var genesis = new TreeMap<ChainId, BlockRef>();
    for (var chain : registry.chains())
      genesis.put(chain, new BlockRef(new BlockNumber(0), SimulatedBlock.genesis(chain).hash()));
    headsByNumber.add(genesis);
  }

  @Override
  void recorded(SlotRecord record) {
    if (record instanceof RollBackAndStartSlot start) rollBack(start.ledger());
    if (record instanceof Opens opens)
      opens.opening().requests().values().forEach(this::requireHead);
    if (record instanceof SlotClosed closed)
      switch (closed.outcome()) {
        case Outcome.Built built -> build(built);
        case Outcome.RolledBack _ -> rollBack(closed.ledger());
        case Outcome.Failed _ -> {}
      }
  }

  private void requireHead(L2BlockRequest request) {
    var head = headOf(request.chain());
    require(
        request.number().equals(head.number().next()) && request.parentHash().equals(head.hash()),
        () -> "chain " + request.chain() + " stands at " + head + " and is asked for " + request);
  }

  private void build(Outcome.Built built) {
    var heads = new TreeMap<>(headsByNumber.getLast());
    built
        .blocks()
        .forEach((chain, block) -> {
          var head = headOf(chain);
          require(
              blocks.isKnown(block.hash())
                  && blocks.decode(block.hash()).parent().equals(head.hash())
                  && block.number().equals(head.number().next()),
              () -> "superblock " + built.number() + " holds " + block + " of chain " + chain);
          heads.put(chain, block);
        });
    headsByNumber.add(heads);
  }

  private BlockRef headOf(ChainId chain) {
    var head = headsByNumber.getLast().get(chain);
    if (head == null) throw new IllegalArgumentException("no chain " + chain);
    return head;
  }

  private void rollBack(Ledger ledger) {
    headsByNumber.subList((int) ledger.number().value() + 1, headsByNumber.size()).clear();
  }
}
