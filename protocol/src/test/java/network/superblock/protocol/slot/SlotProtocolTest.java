package network.superblock.protocol.slot;

import static network.superblock.protocol.slot.Fixtures.A;
import static network.superblock.protocol.slot.Fixtures.B;
import static network.superblock.protocol.slot.Fixtures.C;
import static network.superblock.protocol.slot.Fixtures.GENESIS_SUPERBLOCK;
import static network.superblock.protocol.slot.Fixtures.REVERTED;
import static network.superblock.protocol.slot.Fixtures.RULES;
import static network.superblock.protocol.slot.Fixtures.SCHEDULE;
import static network.superblock.protocol.slot.Fixtures.SLOT;
import static network.superblock.protocol.slot.Fixtures.aborts;
import static network.superblock.protocol.slot.Fixtures.accepts;
import static network.superblock.protocol.slot.Fixtures.begins;
import static network.superblock.protocol.slot.Fixtures.between;
import static network.superblock.protocol.slot.Fixtures.commits;
import static network.superblock.protocol.slot.Fixtures.genesisOf;
import static network.superblock.protocol.slot.Fixtures.instanceOf;
import static network.superblock.protocol.slot.Fixtures.offered;
import static network.superblock.protocol.slot.Fixtures.opened;
import static network.superblock.protocol.slot.Fixtures.rejects;
import static network.superblock.protocol.slot.Fixtures.startSc;
import static network.superblock.protocol.slot.Fixtures.votesAgainst;
import static network.superblock.protocol.slot.Fixtures.votesFor;
import static network.superblock.protocol.slot.Fixtures.votesHavingSent;
import static network.superblock.protocol.slot.Fixtures.xt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent.RollBackFinalized;
import network.superblock.protocol.message.SettlementEvent.RollBackReorgedOut;
import network.superblock.protocol.message.SettlementEvent.RollBackSeen;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.message.XtRequest;
import network.superblock.protocol.message.XtWithdrawal;
import network.superblock.protocol.slot.SlotEvent.SealCutoverReached;
import network.superblock.protocol.slot.SlotEvent.SettlementChanged;
import network.superblock.protocol.slot.SlotEvent.SlotEnded;
import network.superblock.protocol.slot.SlotEvent.VotingTimedOut;
import network.superblock.protocol.slot.SlotEvent.XtWithdrawn;
import network.superblock.protocol.slot.SlotState.Free;
import network.superblock.protocol.slot.SlotState.Locked;
import network.superblock.protocol.slot.SlotState.Sealing;
import network.superblock.protocol.slot.SlotState.StartingSlot;
import org.junit.jupiter.api.Test;

/** SBCP section 4, row by row. */
class SlotProtocolTest {

  private static final ChainId UNKNOWN = new ChainId(4);
  private static final XtRequest AB = xt("ab", A, B);
  private static final XtRequest BC = xt("bc", B, C);
  private static final XtRequest ABC = xt("abc", A, B, C);

  @Test
  void p1OpensASlotWithTheNextBlockOfEveryActiveRollup() {
    var scenario = opened();
    var start = (StartSlot) scenario.written().getFirst();

    assertThat(start.opening().superblock()).isEqualTo(new SuperblockNumber(1));
    assertThat(start.opening().lastSuperblock()).isEqualTo(GENESIS_SUPERBLOCK);
    assertThat(start.opening().requests())
        .containsEntry(A, new L2BlockRequest(A, new BlockNumber(1), genesisOf(A)))
        .containsOnlyKeys(A, B, C);
    scenario.endsIn(Free.class);
  }

  @Test
  void p1OpensNoSlotTwice() {
    var closed =
        opened().at(SCHEDULE.endOf(SLOT)).when(new SlotEnded(SLOT)).endsIn(StartingSlot.class);

    Scenario.given(RULES, closed, SCHEDULE.endOf(SLOT)).when(begins(SLOT)).thenNothing();
  }

  @Test
  void p2StartsAnOfferedXt() {
    opened().when(offered(AB)).then(startSc(0, AB)).endsIn(Locked.class);
  }

  @Test
  void p2StartsNoXtTwiceInASlot() {
    opened().when(offered(AB)).when(offered(AB)).thenNothing();
  }

  @Test
  void p2RunsDisjointXtsTogetherAndOthersOneAfterTheOther() {
    var ca = xt("ca", C, A);

    opened()
        .when(offered(AB))
        .when(offered(BC))
        .thenNothing()
        .when(votesAgainst(AB, A))
        .then(aborts(AB, new AbortReason.VotedDown(A, REVERTED)), startSc(1, BC))
        .when(offered(ca))
        .thenNothing();
  }

  @Test
  void p2WithOneInstanceAtATimeIsTheSpecificationToTheLetter() {
    var oneAtATime = new SlotRules(SCHEDULE, 1, Duration.ofSeconds(30), 100);
    var cd = xt("cd", C, UNKNOWN);

    opened(oneAtATime).when(offered(AB)).when(offered(cd)).thenNothing();
  }

  @Test
  void p2StartsTheBestRankFirst() {
    opened()
        .when(offered(AB))
        .when(offered(BC, 9, SCHEDULE.startOf(SLOT)))
        .when(offered(ABC, 3, SCHEDULE.startOf(SLOT)))
        .when(votesAgainst(AB, A))
        .then(aborts(AB, new AbortReason.VotedDown(A, REVERTED)), startSc(1, ABC));
  }

  @Test
  void p2AnOldWideXtReservesItsChains() {
    var old = SCHEDULE.startOf(SLOT).minus(RULES.reserveAfter());

    opened()
        .when(offered(AB, 5, SCHEDULE.startOf(SLOT)))
        .when(offered(ABC, 6, old))
        .thenNothing()
        .when(offered(BC, 7, SCHEDULE.startOf(SLOT)))
        .when(votesAgainst(AB, A))
        .then(aborts(AB, new AbortReason.VotedDown(A, REVERTED)), startSc(1, ABC));
  }

  @Test
  void p2StartsNothingThatCouldNotBeVotedOnBeforeTheCutover() {
    opened()
        .at(SCHEDULE.cutoverOf(SLOT).minus(SCHEDULE.scpTimer()).plusMillis(1))
        .when(offered(AB))
        .thenNothing()
        .endsIn(Free.class);
  }

  @Test
  void p2StartsNothingOnAChainThatTakesNoPart() {
    opened().when(offered(xt("ad", A, UNKNOWN))).thenNothing();
  }

  @Test
  void p2StartsNothingThatWasWithdrawn() {
    opened()
        .when(offered(AB))
        .when(offered(BC))
        .when(new XtWithdrawn(new XtWithdrawal(SLOT, BC.id())))
        .when(votesAgainst(AB, A))
        .then(aborts(AB, new AbortReason.VotedDown(A, REVERTED)));
  }

  @Test
  void p3CommitsWhenAllVoteForIt() {
    opened()
        .when(offered(AB))
        .when(votesFor(AB, A))
        .thenNothing()
        .when(votesFor(AB, B))
        .then(commits(AB))
        .endsIn(Free.class);
  }

  @Test
  void p3AbortsAtTheFirstVoteAgainst() {
    opened()
        .when(offered(AB))
        .when(votesAgainst(AB, B))
        .then(aborts(AB, new AbortReason.VotedDown(B, REVERTED)));
  }

  @Test
  void p3AbortsWhenWhatWasSentIsNotWhatWasReceived() {
    opened()
        .when(offered(AB))
        .when(votesHavingSent(AB, A, B, "ping"))
        .when(votesFor(AB, B))
        .then(aborts(AB, new AbortReason.MailboxMismatch(A, B)));
  }

  @Test
  void p3CountsOnlyTheFirstVoteOfAParticipantAndNoStranger() {
    opened()
        .when(offered(AB))
        .when(votesFor(AB, A))
        .when(votesAgainst(AB, A))
        .thenNothing()
        .when(votesAgainst(AB, C))
        .thenNothing()
        .when(votesFor(AB, B))
        .then(commits(AB));
  }

  @Test
  void p5AbortsWhenTheTimerRunsOut() {
    opened()
        .when(offered(AB))
        .when(votesFor(AB, A))
        .at(SCHEDULE.startOf(SLOT).plus(SCHEDULE.scpTimer()))
        .when(new VotingTimedOut(instanceOf(AB)))
        .then(aborts(AB, new AbortReason.TimedOut(new TreeSet<>(List.of(B)))))
        .when(new VotingTimedOut(instanceOf(AB)))
        .thenNothing();
  }

  @Test
  void p6AbortsTheUndecidedAtTheCutoverAndALateVoteChangesNothing() {
    opened()
        .when(offered(BC))
        .when(votesFor(BC, B))
        .when(votesFor(BC, C))
        .when(offered(AB))
        .when(votesFor(AB, A))
        .at(SCHEDULE.cutoverOf(SLOT))
        .when(new SealCutoverReached(SLOT))
        .then(aborts(AB, new AbortReason.CutOff()), new RequestSeal(SLOT, List.of(BC.id())))
        .when(votesFor(AB, B))
        .thenNothing()
        .endsIn(Sealing.class);
  }

  @Test
  void p6GivesUpASlotThatIsAlreadyOver() {
    var scenario =
        opened().when(offered(AB)).at(SCHEDULE.endOf(SLOT)).when(new SealCutoverReached(SLOT));

    assertThat(scenario.written()).hasSize(2).startsWith(aborts(AB, new AbortReason.SlotOver()));
    assertThat(scenario.written().getLast())
        .asInstanceOf(type(SlotClosed.class))
        .satisfies(closed -> {
          assertThat(closed.outcome()).isEqualTo(new Outcome.Failed());
          assertThat(closed.requeued()).containsOnlyKeys(AB.id());
          assertThat(closed.ledger().suspended()).isEmpty();
        });
    scenario.endsIn(StartingSlot.class);
  }

  @Test
  void p7ClosesAsSoonAsEveryBlockIsAccepted() {
    var scenario = sealedWithAb().when(accepts(A, AB)).when(accepts(B, AB)).thenNothing();

    assertThat(scenario.when(accepts(C)).written())
        .singleElement()
        .asInstanceOf(type(SlotClosed.class))
        .satisfies(closed -> assertThat(closed.outcome()).isInstanceOf(Outcome.Built.class));
    assertThat(scenario.endsIn(StartingSlot.class).ground().ledger().number())
        .isEqualTo(new SuperblockNumber(1));
  }

  @Test
  void p7IgnoresAnEarlyARepeatedAndAWrongBlock() {
    opened().when(accepts(A)).thenNothing().endsIn(Free.class);
    sealedWithAb().when(accepts(A)).thenNothing().when(accepts(A, AB, BC)).thenNothing();
    var sealing =
        sealedWithAb()
            .when(accepts(A, AB))
            .when(rejects(A))
            .when(accepts(A, AB))
            .endsIn(Sealing.class);
    assertThat(sealing.blocks().size()).isEqualTo(1);
  }

  @Test
  void p8ClosesAtTheSlotsEndWithWhatCame() {
    var scenario =
        sealedWithAb()
            .when(accepts(A, AB))
            .when(accepts(C))
            .at(SCHEDULE.endOf(SLOT))
            .when(new SlotEnded(SLOT));

    assertThat(scenario.written().getFirst())
        .asInstanceOf(type(SlotClosed.class))
        .satisfies(closed -> {
          assertThat(closed.outcome())
              .asInstanceOf(type(Outcome.Built.class))
              .satisfies(built -> assertThat(built.blocks()).containsOnlyKeys(C));
          assertThat(closed.requeued())
              .containsEntry(AB.id(), new RequeueReason.BlockMissing(new TreeSet<>(List.of(A, B))));
          assertThat(closed.ledger().suspended()).containsExactly(B);
        });
  }

  @Test
  void p9RollsBackAndOpensTheNextSlotOnTheRolledBackHeads() {
    var lastValid = Ledger.genesis(GENESIS_SUPERBLOCK);
    var scenario =
        opened()
            .when(offered(AB))
            .when(new SettlementChanged(new RollBackFinalized(1, 1, lastValid)));

    assertThat(scenario.written()).startsWith(aborts(AB, new AbortReason.RolledBack()));
    assertThat(scenario.written().getLast())
        .asInstanceOf(type(SlotClosed.class))
        .satisfies(c -> assertThat(c.outcome()).isEqualTo(new Outcome.RolledBack()));

    scenario.at(SCHEDULE.startOf(SLOT.next())).when(begins(SLOT.next()));
    assertThat(scenario.written().getFirst())
        .asInstanceOf(type(RollBackAndStartSlot.class))
        .satisfies(r -> assertThat(r.ledger().rollBacks()).isEqualTo(1))
        .satisfies(r ->
            assertThat(r.opening().requestOf(A).orElseThrow().parentHash())
                .isEqualTo(genesisOf(A)));
  }

  @Test
  void p9AppliesARollbackOnce() {
    var rollBack =
        new SettlementChanged(new RollBackFinalized(1, 1, Ledger.genesis(GENESIS_SUPERBLOCK)));

    opened()
        .when(rollBack)
        .at(SCHEDULE.startOf(new Slot(6)))
        .when(begins(new Slot(6)))
        .when(rollBack)
        .thenNothing()
        .endsIn(Free.class);
  }

  @Test
  void p9PrimeStartsNothingUntilARollbackIsFinalOrGone() {
    opened()
        .when(new SettlementChanged(new RollBackSeen(1, 1)))
        .when(offered(AB))
        .thenNothing()
        .when(new SettlementChanged(new RollBackReorgedOut(1, 2)))
        .then(startSc(0, AB));
  }

  @Test
  void p9PrimeHoldsBetweenSlotsAndWhileSealing() {
    var between =
        Scenario.given(RULES, between(), SCHEDULE.startOf(SLOT))
            .when(new SettlementChanged(new RollBackSeen(1, 1)))
            .endsIn(StartingSlot.class);
    assertThat(between.ground().settlement().gate()).isEqualTo(new SettlementGate.Held(1));

    var sealing =
        sealedWithAb()
            .when(new SettlementChanged(new RollBackSeen(1, 1)))
            .when(new SettlementChanged(new RollBackReorgedOut(1, 2)))
            .endsIn(Sealing.class);
    assertThat(sealing.ground().settlement().gate()).isEqualTo(new SettlementGate.Open());
  }

  @Test
  void p10AFollowerHasTheLeadersTimers() {
    var locked = opened().when(offered(AB)).endsIn(Locked.class);

    assertThat(SlotTimer.armedIn(locked, SCHEDULE))
        .containsExactly(
            new SlotTimer(
                SCHEDULE.startOf(SLOT).plus(SCHEDULE.scpTimer()),
                new VotingTimedOut(instanceOf(AB))),
            new SlotTimer(SCHEDULE.cutoverOf(SLOT), new SealCutoverReached(SLOT)));
  }

  private static Scenario sealedWithAb() {
    return opened()
        .when(offered(AB))
        .when(votesFor(AB, A))
        .when(votesFor(AB, B))
        .at(SCHEDULE.cutoverOf(SLOT))
        .when(new SealCutoverReached(SLOT))
        .then(new RequestSeal(SLOT, List.of(AB.id())));
  }
}
