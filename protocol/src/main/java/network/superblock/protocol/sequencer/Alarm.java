package network.superblock.protocol.sequencer;

import java.util.List;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockVerdict;

/** What an operator must look at: each costs the rollup its slot, or should never happen. */
public sealed interface Alarm {

  /** Our part of the seal list is not what we committed; nothing was sealed. */
  record SealListDiffers(Slot slot, List<XtId> listed, List<XtId> committed) implements Alarm {
    public SealListDiffers {
      listed = List.copyOf(listed);
      committed = List.copyOf(committed);
    }
  }

  /** The slot was sealed before the node stood at the draft's parent. */
  record NotReadyToSeal(Slot slot) implements Alarm {}

  /** The node did not make the block that was drafted. */
  record BlockNotMade(Slot slot, String reason) implements Alarm {}

  record BlockRejected(BlockVerdict.Rejected verdict) implements Alarm {}

  /** The publisher committed an instance that we did not vote for. */
  record CommittedWithoutOurVote(InstanceId instance) implements Alarm {}

  /** The node lost the parent on which the draft stood; the draft was given up. */
  record ParentLost(Slot slot) implements Alarm {}
}
