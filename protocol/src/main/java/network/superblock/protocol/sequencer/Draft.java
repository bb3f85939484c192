package network.superblock.protocol.sequencer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.DraftEntry.TopOfBlock;

/**
 * A block in the making.
 *
 * @param request the block that the publisher expects
 * @param entries in the block's order; the first is the top of the block
 */
public record Draft(Slot slot, L2BlockRequest request, List<DraftEntry> entries) {

  public Draft {
    entries = List.copyOf(entries);
  }

  static Draft opened(Slot slot, L2BlockRequest request) {
    return new Draft(slot, request, List.of(new TopOfBlock(slot)));
  }

  Draft append(DraftEntry entry) {
    var longer = new ArrayList<>(entries);
    longer.add(entry);
    return new Draft(slot, request, longer);
  }

  /** The block on which this one stands. */
  public BlockRef parent() {
    return new BlockRef(new BlockNumber(request.number().value() - 1), request.parentHash());
  }

  /** Where the next entry would stand. */
  public DraftPosition position() {
    return new DraftPosition(slot, entries.size());
  }

  /** The xTs whose legs the draft holds, in its order. */
  public List<XtId> committedXts() {
    return entries.stream()
        .filter(CrossChain.class::isInstance)
        .map(entry -> ((CrossChain) entry).xt())
        .toList();
  }

  /** The local transactions, in order. */
  public List<Bytes> localTransactions() {
    return entries.stream()
        .filter(Local.class::isInstance)
        .map(entry -> ((Local) entry).transaction())
        .toList();
  }

  /** The first of {@code transactions} that the draft holds, wherever it stands. */
  Optional<Bytes> firstHeldOf(List<Bytes> transactions) {
    return transactions.stream().filter(this::holds).findFirst();
  }

  boolean isSealedAs(L2Block block) {
    return block.slot().equals(slot)
        && block.chain().equals(request.chain())
        && block.number().equals(request.number())
        && block.parentHash().equals(request.parentHash())
        && block.includedXts().equals(committedXts());
  }

  private boolean holds(Bytes transaction) {
    return entries.stream()
        .anyMatch(entry ->
            switch (entry) {
              case TopOfBlock _ -> false;
              case Local(var local) -> local.equals(transaction);
              case CrossChain(_, _, var leg) -> leg.contains(transaction);
            });
  }
}
