package network.superblock.protocol.sequencer;

import java.time.Instant;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.scp.SimulationResult;

/** What can happen to a sequencer. Time is an event like any other. */
public sealed interface SequencerEvent {

  /**
   * The next record of the slot topic that is of the current leader.
   *
   * @param recorded the record's time
   */
  record SlotRecordRead(SlotRecord record, Instant recorded) implements SequencerEvent {}

  /** A mailbox message came in, signed by the sequencer of {@code signer}. */
  record CircReceived(CircMessage circ, ChainId signer) implements SequencerEvent {}

  /**
   * The pool offers a valid transaction for the draft. It leaves the pool when it is appended or
   * refused; if neither follows it stays there and is offered again.
   *
   * @param position where in the draft it was executed to learn {@code finding}
   */
  record LocalTransactionOffered(DraftPosition position, Bytes transaction, LocalFinding finding)
      implements SequencerEvent {}

  /** What an execution has shown of a local transaction. */
  enum LocalFinding {
    /** It is valid, touches no mailbox, and its gas limit fits what is left of the block. */
    FITS,
    /** As above, but its gas limit does not fit any more. */
    DOES_NOT_FIT,
    TOUCHES_MAILBOX
  }

  /** Answers {@link SequencerEffect.RunSimulation}. */
  record SimulationEnded(InstanceId instance, SimulationResult result) implements SequencerEvent {}

  /** A timer of {@link SequencerTimer}. */
  record VotingTimedOut(InstanceId instance) implements SequencerEvent {}

  /** The parent that this slot asked for is the node's head. */
  record NodeReady(Slot slot) implements SequencerEvent {}

  /** The node does not have the parent that this slot asked for. */
  record ParentMissing(Slot slot) implements SequencerEvent {}

  /** Answers {@link SequencerEffect.SealBlock}: the block is the node's head. */
  record BlockSealed(L2Block block) implements SequencerEvent {}

  /** Answers {@link SequencerEffect.SealBlock}: no block was made, or not the drafted one. */
  record SealingFailed(Slot slot, String reason) implements SequencerEvent {}

  record VerdictReceived(BlockVerdict verdict) implements SequencerEvent {}

  /** Some time has passed since this slot's block was sent, and no verdict has come. */
  record VerdictOverdue(Slot slot) implements SequencerEvent {}
}
