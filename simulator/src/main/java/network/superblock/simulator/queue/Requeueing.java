package network.superblock.simulator.queue;

import network.superblock.protocol.XtId;
import network.superblock.protocol.message.SlotRecord.SlotClosed;

/** Whether the queue heeds what a closed slot says of an xT. */
public interface Requeueing {

  Requeueing FAITHFUL = (_, _) -> true;

  boolean admits(XtId xt, SlotClosed closed);
}
