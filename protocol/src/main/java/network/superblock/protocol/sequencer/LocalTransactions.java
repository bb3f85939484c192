package network.superblock.protocol.sequencer;

import static network.superblock.protocol.sequencer.SequencerEffect.LocalRefusal.LEG_OF_LIVE_XT;
import static network.superblock.protocol.sequencer.SequencerEffect.LocalRefusal.TOUCHES_MAILBOX;

import network.superblock.protocol.Bytes;
import network.superblock.protocol.Step;
import network.superblock.protocol.sequencer.DraftEntry.Local;
import network.superblock.protocol.sequencer.SequencerEffect.AppendToDraft;
import network.superblock.protocol.sequencer.SequencerEffect.RefuseLocal;
import network.superblock.protocol.sequencer.SequencerEvent.LocalTransactionOffered;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;

/** Which local transactions a draft takes: Q3. */
final class LocalTransactions {

  private LocalTransactions() {}

  static Step<SequencerState, SequencerEffect> consider(
      BuildingFree s, LocalTransactionOffered offered) {
    if (s.memory().legs().contains(offered.transaction()))
      return Step.to(s, new RefuseLocal(offered.transaction(), LEG_OF_LIVE_XT));
    // The finding was made at another place in the draft: the pool offers it again.
    if (!offered.position().equals(s.draft().position())) return Step.to(s);
    return switch (offered.finding()) {
      case FITS -> append(s, offered.transaction());
      case DOES_NOT_FIT -> Step.to(s);
      case TOUCHES_MAILBOX -> Step.to(s, new RefuseLocal(offered.transaction(), TOUCHES_MAILBOX));
    };
  }

  private static Step<SequencerState, SequencerEffect> append(BuildingFree s, Bytes transaction) {
    var entry = new Local(transaction);
    return Step.to(new BuildingFree(s.memory(), s.draft().append(entry)), new AppendToDraft(entry));
  }
}
