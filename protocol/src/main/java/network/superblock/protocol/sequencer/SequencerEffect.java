package network.superblock.protocol.sequencer;

import java.util.List;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.Vote;

/**
 * What the sequencer must do next, in this order.
 *
 * <p>{@link RevertTo}, {@link RecoverBlocks}, {@link OpenDraft}, {@link AppendToDraft} and {@link
 * SealBlock} are carried out one after the other; a simulation runs beside them and never delays
 * them.
 */
public sealed interface SequencerEffect {

  /**
   * Write the entry. Entries may be collected, but all of them are durable before the next {@link
   * CastVote} or {@link SubmitBlock} leaves: what follows an entry that was lost never happened.
   */
  record Journal(JournalEntry entry) implements SequencerEffect {}

  /**
   * Make {@code parent} the node's head. The local transactions of every block that this sequencer
   * sealed and that is not in the parent's chain return to the front of the durable pool, in the
   * blocks' order, before the node drops the blocks; also of such that the node has lost by itself.
   * Answered by NodeReady or ParentMissing.
   */
  record RevertTo(Slot slot, BlockRef parent) implements SequencerEffect {}

  /**
   * Get {@code parent} and what the node lacks before it from the block store, check and import it;
   * then as {@link RevertTo}. Repeated until it succeeds or another slot opens. Answered by
   * NodeReady.
   */
  record RecoverBlocks(Slot slot, BlockRef parent) implements SequencerEffect {}

  /** Begin the overlay anew on the draft's parent with all of the draft's entries. */
  record OpenDraft(Draft draft) implements SequencerEffect {}

  /** Put the entry behind all others on the overlay. */
  record AppendToDraft(DraftEntry entry) implements SequencerEffect {}

  /**
   * Execute on the overlay as it stands: the coordinator puts the messages, one transaction each,
   * then the transactions. Nothing of it stays. Answered by SimulationEnded, also when the node
   * does not answer.
   */
  record RunSimulation(InstanceId instance, List<MailboxMessage> inbox, List<Bytes> transactions)
      implements SequencerEffect {
    public RunSimulation {
      inbox = List.copyOf(inbox);
      transactions = List.copyOf(transactions);
    }
  }

  record SendCirc(CircMessage circ) implements SequencerEffect {}

  record CastVote(Vote vote) implements SequencerEffect {}

  /** Make the draft a block of the node. Answered by BlockSealed or SealingFailed. */
  record SealBlock(Draft draft) implements SequencerEffect {}

  /** Send the block. While no verdict comes, VerdictOverdue is due at the operator's interval. */
  record SubmitBlock(L2Block block) implements SequencerEffect {}

  /**
   * Put the transactions in front of the durable pool, in this order; some may be there already.
   */
  record ReturnToPool(List<Bytes> transactions) implements SequencerEffect {
    public ReturnToPool {
      transactions = List.copyOf(transactions);
    }
  }

  /** Take the transaction out of the pool for good. */
  record RefuseLocal(Bytes transaction, LocalRefusal reason) implements SequencerEffect {}

  /** Why a local transaction is refused. */
  enum LocalRefusal {
    /** Messages belong to xTs alone. */
    TOUCHES_MAILBOX,
    /** It is part of an xT that may still commit. */
    LEG_OF_LIVE_XT
  }

  /** Tell the operator. */
  record ReportLoudly(Alarm alarm) implements SequencerEffect {}
}
