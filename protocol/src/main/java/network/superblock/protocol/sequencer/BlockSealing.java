package network.superblock.protocol.sequencer;

import network.superblock.protocol.Step;
import network.superblock.protocol.message.BlockVerdict.Rejected;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.sequencer.Alarm.BlockNotMade;
import network.superblock.protocol.sequencer.Alarm.BlockRejected;
import network.superblock.protocol.sequencer.Alarm.NotReadyToSeal;
import network.superblock.protocol.sequencer.Alarm.SealListDiffers;
import network.superblock.protocol.sequencer.SequencerEffect.ReportLoudly;
import network.superblock.protocol.sequencer.SequencerEffect.SealBlock;
import network.superblock.protocol.sequencer.SequencerEffect.SubmitBlock;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.Drafting;
import network.superblock.protocol.sequencer.SequencerState.Sealing;
import network.superblock.protocol.sequencer.SequencerState.Submitting;
import network.superblock.protocol.sequencer.SequencerState.Waiting;

/** How a draft becomes the slot's block: Q9 to Q11'. */
final class BlockSealing {

  private BlockSealing() {}

  /** Seals the draft if it holds exactly our part of the list, in its order. */
  static Step<SequencerState, SequencerEffect> seal(BuildingFree s, RequestSeal request) {
    var listed = request.includedXts().stream().filter(s.memory()::hasSeen).toList();
    var committed = s.draft().committedXts();
    return listed.equals(committed)
        ? Step.to(new Sealing(s.memory(), s.draft()), new SealBlock(s.draft()))
        : giveUp(s, new SealListDiffers(request.slot(), listed, committed));
  }

  /** The slot seals before we could build: nothing of ours can be in it. */
  static Step<SequencerState, SequencerEffect> missSeal(Drafting s) {
    return giveUp(s, new NotReadyToSeal(s.draft().slot()));
  }

  static Step<SequencerState, SequencerEffect> submit(Sealing s, L2Block block) {
    return s.draft().isSealedAs(block)
        ? Step.to(new Submitting(s.memory(), block), new SubmitBlock(block))
        : fail(s, "block " + block.hash() + " is not the one that was drafted");
  }

  static Step<SequencerState, SequencerEffect> fail(Sealing s, String reason) {
    return giveUp(s, new BlockNotMade(s.draft().slot(), reason));
  }

  static Step<SequencerState, SequencerEffect> report(Submitting s, Rejected verdict) {
    return Step.to(new Waiting(s.memory()), new ReportLoudly(new BlockRejected(verdict)));
  }

  private static Step<SequencerState, SequencerEffect> giveUp(Drafting s, Alarm alarm) {
    return SlotEntrance.leave(s)
        .then(memory -> Step.to(new Waiting(memory), new ReportLoudly(alarm)));
  }
}
