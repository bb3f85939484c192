package network.superblock.simulator.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.InstanceId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.sequencer.DraftEntry.TopOfBlock;
import network.superblock.protocol.sequencer.SequencerEvent;
import network.superblock.protocol.sequencer.SequencerEvent.SlotRecordRead;
import network.superblock.protocol.sequencer.SequencerState;
import network.superblock.protocol.sequencer.SequencerState.Building;
import network.superblock.simulator.chain.SimulatedBlock;

/** A sequencer seals what its slot asks for, when it asks, and only what it voted for. */
final class SealedDrafts extends Invariant {

  private record Commitment(InstanceId instance, ChainId chain) {}

  private final boolean isLogSeenAsItIs;
  private final Map<Slot, Set<XtId>> sealLists = new HashMap<>();
  private final Set<Commitment> commitments = new HashSet<>();

  /**
   * Knows of no slot yet.
   *
   * @param isLogSeenAsItIs otherwise a sequencer that missed the claim of a new leader may seal
   *     what the one before asked for
   */
  SealedDrafts(boolean isLogSeenAsItIs) {
    super("a block holds its own slot's draft and the xTs voted for");
    this.isLogSeenAsItIs = isLogSeenAsItIs;
  }

  @Override
  void recorded(SlotRecord record) {
    if (record instanceof RequestSeal seal) add(seal);
  }

  @Override
  void outdated(SlotRecord record) {
    if (record instanceof RequestSeal seal && !isLogSeenAsItIs) add(seal);
  }

  private void add(RequestSeal seal) {
    sealLists.computeIfAbsent(seal.slot(), _ -> new HashSet<>()).addAll(seal.includedXts());
  }

  @Override
  void voted(Vote vote) {
    if (vote.ballot() instanceof Ballot.Commit)
      commitments.add(new Commitment(vote.instance(), vote.from()));
  }

  @Override
  void submitted(SimulatedBlock block) {
    var slot = block.slot();
    require(
        block.entries().getFirst().equals(new TopOfBlock(slot)),
        () ->
            "chain "
                + block.chain()
                + " seals slot "
                + slot
                + " with "
                + block.entries().getFirst());
    var list = sealLists.getOrDefault(slot, Set.of());
    for (var xt : block.xts()) {
      require(list.contains(xt), () -> "chain " + block.chain() + " seals xT " + xt + " unasked");
      require(
          commitments.contains(new Commitment(new InstanceId(slot, xt), block.chain())),
          () -> "chain " + block.chain() + " seals xT " + xt + " without having voted for it");
    }
  }

  @Override
  void stepped(ChainId chain, SequencerState before, SequencerEvent event, SequencerState after) {
    if (event instanceof SlotRecordRead(RequestSeal seal, _)
        && before instanceof Building
        && before.isIn(seal.slot()))
      require(!(after instanceof Building), () -> "chain " + chain + " leaves RequestSeal waiting");
  }
}
