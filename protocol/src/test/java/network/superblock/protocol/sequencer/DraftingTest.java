package network.superblock.protocol.sequencer;

import static network.superblock.protocol.sequencer.SequencerStory.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Slot;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.TransactionRequest;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.sequencer.SequencerEffect.LocalRefusal;
import network.superblock.protocol.sequencer.SequencerEffect.RefuseLocal;
import network.superblock.protocol.sequencer.SequencerEvent.LocalFinding;
import network.superblock.protocol.sequencer.SequencerEvent.LocalTransactionOffered;
import network.superblock.protocol.sequencer.SequencerEvent.NodeReady;
import network.superblock.protocol.sequencer.SequencerEvent.VotingTimedOut;
import network.superblock.protocol.sequencer.SequencerState.BuildingFree;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Sealing;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What enters a draft: rows Q3 to Q5 of SBCP section 5. */
class DraftingTest {

  private static final Slot NEXT = SLOT.next();

  @Nested
  class Q3 {

    @Test
    void appendsALocalTransaction() {
      given(free())
          .when(offer(LOCAL, 1))
          .then(journal(offer(LOCAL, 1)), append(local(LOCAL)))
          .when(offer(LOCAL2, 2))
          .then(journal(offer(LOCAL2, 2)), append(local(LOCAL2)))
          .where(s -> assertThat(draftOf(s)).isEqualTo(draft(local(LOCAL), local(LOCAL2))));
    }

    @Test
    void refusesOneThatTouchesTheMailbox() {
      given(free())
          .when(found(LocalFinding.TOUCHES_MAILBOX))
          .then(new RefuseLocal(LOCAL, LocalRefusal.TOUCHES_MAILBOX));
    }

    @Test
    void leavesInThePoolWhatDoesNotFitTheBlock() {
      given(free()).when(found(LocalFinding.DOES_NOT_FIT)).thenNothing();
    }

    @Test
    void takesAFindingOnlyWhereItWasMade() {
      given(free())
          .when(offer(LOCAL, 1))
          .when(offer(LOCAL2, 1))
          .thenNothing()
          .where(s -> assertThat(draftOf(s)).isEqualTo(draft(local(LOCAL))));
    }

    @Test
    void refusesALegOfALiveXt() {
      var leg = XT.transactionsOn(A).getFirst();
      var refused = new RefuseLocal(leg, LocalRefusal.LEG_OF_LIVE_XT);
      given(prepared())
          .when(decided(XT, abort()))
          .when(offer(leg, 1))
          .then(refused)
          .when(slotClosed(Map.of(), Map.of()))
          .when(offer(leg, 1))
          .then(refused);
    }

    @Test
    void takesTheLegOfAnXtThatIsFinallyAborted() {
      var leg = XT.transactionsOn(A).getFirst();
      var reason = new Decision.AbortReason.CutOff();
      given(prepared())
          .when(decided(XT, abort()))
          .when(slotClosed(Map.of(), Map.of(XT.id(), reason)))
          .when(offer(leg, 1))
          .then(journal(offer(leg, 1)), append(local(leg)));
    }

    @Test
    void waitsWhileAnXtIsVotedOn() {
      given(locked()).when(offer(LOCAL, 1)).thenNothing();
    }

    private static LocalTransactionOffered found(LocalFinding finding) {
      return new LocalTransactionOffered(new DraftPosition(SLOT, 1), LOCAL, finding);
    }
  }

  @Nested
  class Q4 {

    @Test
    void executesOurLeg() {
      given(free())
          .when(startSc(XT, 0))
          .then(journal(startSc(XT, 0)), simulate(XT))
          .endsIn(BuildingLocked.class);
    }

    /** Whoever has seen the leg may send it alone; the rollup loses the xT, but not its block. */
    @Test
    void votesAgainstALegThatTheDraftHoldsAlready() {
      var leg = XT.transactionsOn(A).getFirst();
      given(free())
          .when(offer(leg, 1))
          .when(startSc(XT, 0))
          .then(
              journal(startSc(XT, 0)),
              votesAgainst(
                  instance(XT),
                  VoteRefusal.Cause.ALREADY_IN_DRAFT,
                  "transaction " + Keccak256.hash(leg) + " was sent alone before"))
          .when(decided(XT, abort()))
          .when(requestSeal(SLOT))
          .where(s -> assertThat(draftOf(s)).isEqualTo(draft(local(leg))))
          .endsIn(Sealing.class);
    }

    @Test
    void votesAgainstALegThatACommittedXtShares() {
      var shared = XT.transactionsOn(A);
      var sharing =
          new XtRequest(
              List.of(
                  new TransactionRequest(A, shared),
                  new TransactionRequest(C, List.of(Bytes.fromHex("c1")))));
      given(committed())
          .when(startSc(sharing, 1))
          .then(
              journal(startSc(sharing, 1)),
              votesAgainst(
                  instance(sharing),
                  VoteRefusal.Cause.ALREADY_IN_DRAFT,
                  "transaction " + Keccak256.hash(shared.getFirst()) + " was sent alone before"));
    }

    @Test
    void givesUpHalfASecondBeforeThePublisherDoes() {
      assertThat(SequencerTimer.armedIn(locked()))
          .containsExactly(
              new SequencerTimer(NOW.plusMillis(2500), new VotingTimedOut(instance(XT))));
      assertThat(SequencerTimer.armedIn(prepared())).isEmpty();
      assertThat(SequencerTimer.armedIn(free())).isEmpty();
    }

    @Test
    void runsAnXtOnceInASlot() {
      given(prepared()).when(decided(XT, abort())).when(startSc(XT, 0)).thenNothing();
    }

    @Test
    void runsARequeuedXtAgainInALaterSlot() {
      given(prepared())
          .when(decided(XT, abort()))
          .when(startSlot(NEXT))
          .when(new NodeReady(NEXT))
          .when(startSc(NEXT, XT, 0))
          .endsIn(BuildingLocked.class);
    }

    @Test
    void notesOnlyTheNumberOfAnXtOfOthers() {
      given(free())
          .when(startSc(FOREIGN_XT, 0))
          .thenNothing()
          .endsIn(BuildingFree.class)
          .where(s -> assertThat(s.memory().nextSequence().value()).isEqualTo(1));
    }

    @Test
    void usesMessagesThatCameBeforeTheXt() {
      given(waiting())
          .when(arrival(XT, PONG))
          .then(journal(arrival(XT, PONG)))
          .when(startSlot(SLOT))
          .when(new NodeReady(SLOT))
          .when(startSc(XT, 0))
          .when(misses(XT, PONG))
          .then(journal(misses(XT, PONG)), simulate(XT, PONG));
    }
  }

  @Nested
  class Q5 {

    @Test
    void holdsTheNextXtUntilTheFirstIsDecided() {
      given(locked())
          .when(startSc(OTHER_XT, 1))
          .then(journal(startSc(OTHER_XT, 1)))
          .endsIn(BuildingLocked.class)
          .when(decided(XT, abort()))
          .then(journal(decided(XT, abort())), simulate(OTHER_XT))
          .endsIn(BuildingLocked.class);
    }

    @Test
    void forgetsAHeldXtThatIsDecidedBeforeItsTurn() {
      given(locked())
          .when(startSc(OTHER_XT, 1))
          .when(decided(OTHER_XT, abort()))
          .then(journal(decided(OTHER_XT, abort())))
          .when(decided(XT, abort()))
          .endsIn(BuildingFree.class);
    }

    @Test
    void reportsAHeldXtThatIsCommittedWithoutOurVote() {
      given(locked())
          .when(startSc(OTHER_XT, 1))
          .when(decided(OTHER_XT, Decision.commit()))
          .then(
              journal(decided(OTHER_XT, Decision.commit())),
              reports(new Alarm.CommittedWithoutOurVote(instance(OTHER_XT))));
    }

    @Test
    void holdsTheMessagesOfAHeldXt() {
      given(locked())
          .when(startSc(OTHER_XT, 1))
          .when(arrival(OTHER_XT, PONG))
          .when(decided(XT, abort()))
          .when(misses(OTHER_XT, PONG))
          .then(journal(misses(OTHER_XT, PONG)), simulate(OTHER_XT, PONG));
    }
  }

  private static Draft draftOf(SequencerState state) {
    return ((SequencerState.Drafting) state).draft();
  }
}
