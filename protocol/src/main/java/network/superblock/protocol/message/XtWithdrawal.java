package network.superblock.protocol.message;

import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;

/** The queue takes an offer back; without effect once the xT has started. */
public record XtWithdrawal(Slot slot, XtId xt) implements ProtocolMessage {}
