package network.superblock.protocol.sequencer;

import static network.superblock.protocol.sequencer.SequencerStory.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Step;
import network.superblock.protocol.mailbox.MailboxAccess.Consumed;
import network.superblock.protocol.mailbox.MailboxAccess.Written;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.sequencer.SequencerEffect.Journal;
import network.superblock.protocol.sequencer.SequencerEffect.RecoverBlocks;
import network.superblock.protocol.sequencer.SequencerEffect.SealBlock;
import network.superblock.protocol.sequencer.SequencerEffect.SubmitBlock;
import network.superblock.protocol.sequencer.SequencerEvent.BlockSealed;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.protocol.sequencer.SequencerEvent.ParentMissing;
import network.superblock.protocol.sequencer.SequencerState.Waiting;
import org.junit.jupiter.api.Test;

/** The sequencer's crashes of SBCP section 6: it stands again where its journal ends. */
class SequencerRecoveryTest {

  private final SequencerRecovery recovery = new SequencerRecovery(PROTOCOL);
  private final List<JournalEntry> journal = new ArrayList<>();
  private SequencerState state = waiting();
  private Instant now = NOW;

  @Test
  void beforeStartSlot() {
    live(startSlotWithoutUs(SLOT));
    crash();
    assertThat(state).isInstanceOf(Waiting.class);
  }

  @Test
  void whileTheNodeIsSetBack() {
    live(startSlot(SLOT), startSc(XT, 0));
    assertThat(crash()).containsExactly(revertTo(SLOT, REQUEST));
  }

  @Test
  void whileBlocksAreRecovered() {
    live(startSlot(SLOT), new ParentMissing(SLOT));
    assertThat(crash()).containsExactly(new RecoverBlocks(SLOT, draft().parent()));
  }

  @Test
  void buildingFreeBeforeAnyXt() {
    live(startSlot(SLOT), new NodeReady(SLOT), offer(LOCAL, 1));
    assertThat(crash()).containsExactly(revertTo(SLOT, REQUEST), openDraft(local(LOCAL)));
  }

  @Test
  void lockedBeforeItsVote() {
    live(startSlot(SLOT), new NodeReady(SLOT), startSc(XT, 0), misses(XT, PONG, PING));
    assertThat(crash()).containsExactly(revertTo(SLOT, REQUEST), openDraft(), circ(XT, PING));

    live(arrival(XT, PONG));
    assertThat(crash())
        .containsExactly(revertTo(SLOT, REQUEST), openDraft(), circ(XT, PING), simulate(XT, PONG));
  }

  @Test
  void afterItsVoteBeforeTheDecision() {
    live(
        startSlot(SLOT),
        new NodeReady(SLOT),
        startSc(XT, 0),
        misses(XT, PONG, PING),
        arrival(XT, PONG),
        succeeds(XT, new Written(PING), new Consumed(PONG)));
    assertThat(crash())
        .containsExactly(
            revertTo(SLOT, REQUEST),
            openDraft(),
            circ(XT, PING),
            votes(XT, sentAndReceived(PING, PONG)));
  }

  @Test
  void afterAVoteAgainst() {
    live(
        startSlot(SLOT),
        new NodeReady(SLOT),
        startSc(XT, 0),
        new SequencerEvent.VotingTimedOut(instance(XT)));
    assertThat(crash()).hasSize(3).last().isInstanceOf(SequencerEffect.CastVote.class);
  }

  @Test
  void afterTheDecisionBeforeTheSealing() {
    live(
        startSlot(SLOT),
        new NodeReady(SLOT),
        startSc(XT, 0),
        succeeds(XT),
        decided(XT, Decision.commit()));
    assertThat(crash()).containsExactly(revertTo(SLOT, REQUEST), openDraft(leg(XT)));
  }

  @Test
  void whileTheBlockIsMade() {
    live(startSlot(SLOT), new NodeReady(SLOT), requestSeal(SLOT));
    assertThat(crash())
        .containsExactly(revertTo(SLOT, REQUEST), openDraft(), new SealBlock(draft()));
  }

  @Test
  void afterTheBlockIsMade() {
    live(startSlot(SLOT), new NodeReady(SLOT), requestSeal(SLOT), new BlockSealed(block(SLOT)));
    assertThat(crash()).containsExactly(new SubmitBlock(block(SLOT)));
  }

  @Test
  void afterAVoteOfASequencerThatHasNoDraft() {
    live(startSlot(SLOT), new ParentMissing(SLOT), startSc(XT, 0));
    assertThat(crash())
        .containsExactly(new RecoverBlocks(SLOT, draft().parent()), votesRecovering(SLOT, XT));
  }

  @Test
  void afterAVoteForWhatStartedBeforeTheDraftWasGivenUp() {
    live(startSlot(SLOT), startSc(XT, 0), new ParentMissing(SLOT));
    assertThat(crash())
        .containsExactly(new RecoverBlocks(SLOT, draft().parent()), votesRecovering(SLOT, XT));
  }

  @Test
  void aVoteThatThePublisherNoLongerWaitsForIsNotCastAgain() {
    live(startSlot(SLOT), new ParentMissing(SLOT), startSc(XT, 0));
    now = PROTOCOL.rules().deadline(NOW);
    assertThat(crash()).containsExactly(new RecoverBlocks(SLOT, draft().parent()));
  }

  @Test
  void aVoteOfASealedSlotIsNotCastAgain() {
    live(startSlot(SLOT), new ParentMissing(SLOT), startSc(XT, 0), requestSeal(SLOT));
    assertThat(crash()).isEmpty();
  }

  @Test
  void duringARollback() {
    live(startSlot(SLOT), new NodeReady(SLOT), rollBackAndStartSlot(SLOT.next(), REQUEST));
    assertThat(crash()).containsExactly(revertTo(SLOT.next(), REQUEST));
  }

  @Test
  void readsAgainTheRecordsBehindTheLastJournalledOneWithoutHarm() {
    live(startSlot(SLOT), new NodeReady(SLOT), startSc(XT, 0), succeeds(XT));
    crash();
    var before = state;
    live(startSlot(SLOT), startSc(XT, 0));
    assertThat(state).isEqualTo(before);
  }

  @Test
  void withoutAJournalItVotesAgainstEverythingAndDoesNotSeal() {
    given(SequencerRecovery.startAfresh(SLOT))
        .when(startSlot(SLOT))
        .thenNothing()
        .when(startSc(XT, 0))
        .then(journal(startSc(XT, 0)), votesRecovering(SLOT, XT))
        .when(requestSeal(SLOT, XT))
        .thenNothing()
        .endsIn(Waiting.class);
  }

  @Test
  void aJournalWithoutItsBeginningIsNone() {
    var torn = List.<JournalEntry>of(new JournalEntry.Happened(startSc(XT, 0)));
    assertThatThrownBy(() -> recovery.recover(torn, now))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> recovery.recover(List.of(), now))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void live(SequencerEvent... events) {
    for (var event : events) {
      var step = PROTOCOL.on(state, event);
      for (var effect : step.effects()) if (effect instanceof Journal(var entry)) write(entry);
      state = step.state();
    }
  }

  private void write(JournalEntry entry) {
    if (entry instanceof JournalEntry.SlotEntered) journal.clear();
    journal.add(entry);
  }

  /** Loses the state, folds the journal, and returns what is to be done again. */
  private List<SequencerEffect> crash() {
    Step<SequencerState, SequencerEffect> recovered = recovery.recover(journal, now);
    assertThat(recovered.state()).isEqualTo(state);
    state = recovered.state();
    return recovered.effects();
  }
}
