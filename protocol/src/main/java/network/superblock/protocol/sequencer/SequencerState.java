package network.superblock.protocol.sequencer;

import java.time.Instant;
import java.util.List;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.scp.ParticipantState;

/** The sequencer's place in a slot. Each state holds exactly the data that exists in it. */
public sealed interface SequencerState {

  Memory memory();

  SequencerState with(Memory next);

  /** Whether {@code slot} is the one that opened last. */
  default boolean isIn(Slot slot) {
    return memory().slot().equals(slot);
  }

  /** Nothing to build. */
  record Waiting(Memory memory) implements SequencerState {
    @Override
    public Waiting with(Memory next) {
      return new Waiting(next);
    }
  }

  /** There is a draft that was not sealed yet: if it is given up, its transactions return. */
  sealed interface Drafting extends SequencerState {
    Draft draft();
  }

  /** The slot is open to xTs but one of ours cannot start at once. */
  sealed interface Queueing extends Drafting {

    /** In the order of the log. */
    List<PendingStart> queue();

    Queueing with(List<PendingStart> queue);

    default boolean hasQueued(InstanceId instance) {
      return queue().stream().anyMatch(pending -> pending.start().instance().equals(instance));
    }
  }

  /** Q1 under way: the node is being set back to the draft's parent, which takes an instant. */
  record Reverting(Memory memory, Draft draft, List<PendingStart> queue) implements Queueing {
    public Reverting {
      queue = List.copyOf(queue);
    }

    @Override
    public Reverting with(Memory next) {
      return new Reverting(next, draft, queue);
    }

    @Override
    public Reverting with(List<PendingStart> next) {
      return new Reverting(memory, draft, next);
    }
  }

  /** Q1 under way: the node lacks the draft's parent, which comes from the block store. */
  record Recovering(Memory memory, Draft draft) implements Drafting {
    @Override
    public Recovering with(Memory next) {
      return new Recovering(next, draft);
    }
  }

  /** The draft grows. */
  sealed interface Building extends Drafting {}

  /** Local transactions enter the draft; the next xT may start. */
  record BuildingFree(Memory memory, Draft draft) implements Building {
    @Override
    public BuildingFree with(Memory next) {
      return new BuildingFree(next, draft);
    }
  }

  /**
   * One xT is being executed or voted on; the draft stands still.
   *
   * @param deadline when the vote must be cast
   */
  record BuildingLocked(
      Memory memory,
      Draft draft,
      ParticipantState instance,
      Instant deadline,
      List<PendingStart> queue)
      implements Building, Queueing {
    public BuildingLocked {
      queue = List.copyOf(queue);
    }

    boolean isRunning(InstanceId id) {
      return instance.leg().instance().equals(id);
    }

    @Override
    public BuildingLocked with(Memory next) {
      return new BuildingLocked(next, draft, instance, deadline, queue);
    }

    @Override
    public BuildingLocked with(List<PendingStart> next) {
      return new BuildingLocked(memory, draft, instance, deadline, next);
    }

    BuildingLocked with(ParticipantState next) {
      return new BuildingLocked(memory, draft, next, deadline, queue);
    }
  }

  /** The specification's Submission. */
  sealed interface Submission extends SequencerState {}

  /** The node is making the draft a block. */
  record Sealing(Memory memory, Draft draft) implements Submission, Drafting {
    @Override
    public Sealing with(Memory next) {
      return new Sealing(next, draft);
    }
  }

  /** The block was sent and waits for its verdict. */
  record Submitting(Memory memory, L2Block block) implements Submission {
    @Override
    public Submitting with(Memory next) {
      return new Submitting(next, block);
    }
  }
}
