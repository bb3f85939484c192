package network.superblock.blockstore;

import java.time.Instant;
import java.util.ArrayList;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.block.ExpectedBlock;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.message.L1BlockRef;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.slot.SlotRun;
import network.superblock.protocol.slot.SlotState;

/** What the slot topic, as far as it was read, lets one chain submit for one slot. */
sealed interface Expectation {

  /** The slot is not sealed yet: a block that is there already has to wait. */
  record Unsealed() implements Expectation {}

  /** The slot is closed, or was passed over: no block of it counts any more. */
  record Over() implements Expectation {}

  /** The chain takes no part in the slot. */
  record NotRequested() implements Expectation {}

  /**
   * The slot is sealed and waits for the chain's block.
   *
   * @param l1Block the L1 block whose registry names the chain's mailbox
   * @param before the mailbox as proven in the chain's head. A rollup joins with a mailbox that has
   *     folded nothing: nobody could prove to the other chains what it folded before, so the first
   *     block of any other is refused as {@code wrong_mailbox}
   */
  record Due(
      Slot slot, L1BlockRef l1Block, L2BlockRequest request, ChainXts xts, MailboxState before)
      implements Expectation {

    ExpectedBlock at(Instant slotStart, Address mailbox) {
      return new ExpectedBlock(
          slot, slotStart, request, new ExpectedBlock.Mailbox(mailbox, before), xts);
    }
  }

  static Expectation in(SlotState state, Slot slot, ChainId chain) {
    if (isOver(state, slot)) return new Over();
    return switch (state) {
      case SlotState.Sealing sealing when sealing.isIn(slot) -> due(sealing, chain);
      case SlotState.Sealing _, SlotState.Building _, SlotState.StartingSlot _ -> new Unsealed();
    };
  }

  static boolean isOver(SlotState state, Slot slot) {
    return switch (state) {
      case SlotState.InSlot open -> open.run().slot().isAfter(slot);
      case SlotState.StartingSlot between -> !slot.isAfter(between.ground().lastSlot());
    };
  }

  private static Expectation due(SlotState.Sealing sealing, ChainId chain) {
    var opening = sealing.run().opening();
    var head = sealing.ground().ledger().heads().get(chain);
    return opening
        .requestOf(chain)
        .<Expectation>map(request ->
            new Due(
                opening.slot(),
                opening.l1Block(),
                request,
                xtsOf(sealing.run(), chain),
                head == null ? MailboxState.EMPTY : head.mailbox()))
        .orElseGet(NotRequested::new);
  }

  private static ChainXts xtsOf(SlotRun run, ChainId chain) {
    var started = new ArrayList<XtRequest>();
    var committed = new ArrayList<XtId>();
    for (var start : run.started().values()) {
      if (!start.xt().chains().contains(chain)) continue;
      started.add(start.xt());
      if (isCommitted(run, start)) committed.add(start.id());
    }
    return new ChainXts(chain, started, committed);
  }

  private static boolean isCommitted(SlotRun run, StartSc start) {
    return run.decisionOn(start.id()).filter(decision -> decision.isCommit()).isPresent();
  }
}
