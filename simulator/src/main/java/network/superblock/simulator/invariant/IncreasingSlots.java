package network.superblock.simulator.invariant;

import java.util.HashMap;
import java.util.Map;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerState.Reverting;
import network.superblock.simulator.chain.SimulatedBlock;

/** Slots strictly increase, in the log and at each sequencer. */
final class IncreasingSlots extends Invariant {

  private final Map<ChainId, Slot> submitted = new HashMap<>();
  private Slot last = new Slot(0);

  IncreasingSlots() {
    super("slots strictly increase");
  }

  @Override
  void recorded(SlotRecord record) {
    if (!(record instanceof Opens opens)) return;
    require(opens.slot().isAfter(last), () -> "slot " + opens.slot() + " opens after " + last);
    last = opens.slot();
  }

  @Override
  void stepped(ChainId chain, SequencerState before, SequencerEvent event, SequencerState after) {
    var was = before.memory().slot();
    var is = after.memory().slot();
    require(!was.isAfter(is), () -> "chain " + chain + " goes from slot " + was + " back to " + is);
    require(
        !(after instanceof Reverting) || before instanceof Reverting || is.isAfter(was),
        () -> "chain " + chain + " enters slot " + is + " twice");
  }

  @Override
  void submitted(SimulatedBlock block) {
    var earlier = submitted.getOrDefault(block.chain(), new Slot(0));
    require(
        !earlier.isAfter(block.slot()),
        () -> "chain " + block.chain() + " submits slot " + block.slot() + " after " + earlier);
    submitted.put(block.chain(), block.slot());
  }
}
