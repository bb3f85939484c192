package network.superblock.simulator.store;

import java.util.List;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.XtRequest;

/**
 * What a slot demands of one chain.
 *
 * @param started the slot's xTs that name the chain, in sequence order
 * @param xts the chain's part of the seal list
 */
public record ExpectedBlock(
    Slot slot, L2BlockRequest request, List<XtRequest> started, List<XtId> xts) {

  public ExpectedBlock {
    started = List.copyOf(started);
    xts = List.copyOf(xts);
  }
}
