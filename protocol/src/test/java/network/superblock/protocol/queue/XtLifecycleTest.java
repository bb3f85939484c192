package network.superblock.protocol.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SequenceNumber;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.Decision;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.VoteRefusal;
import network.superblock.protocol.queue.XtEvent.Fate;
import org.junit.jupiter.api.Test;

class XtLifecycleTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant EXPIRY = NOON.plusSeconds(30);
  private static final Slot SLOT = new Slot(3);
  private static final SuperblockNumber NUMBER = new SuperblockNumber(2);
  private static final Hash32 TRANSACTION = Hash32.ZERO;
  private static final QueueRules RULES =
      new QueueRules(10, 10, 2, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  private static final AbortReason REVERTED =
      new AbortReason.VotedDown(
          new ChainId(1), new VoteRefusal(VoteRefusal.Cause.EXECUTION_FAILED, ""));

  private static final XtEvent STARTED = new XtEvent.StartedIn(SLOT, new SequenceNumber(0));
  private static final XtEvent COMMITTED = new XtEvent.DecidedAs(SLOT, Decision.commit());
  private static final XtEvent INCLUDED =
      new XtEvent.SlotClosedWith(SLOT, new Fate.Included(NUMBER));
  private static final XtEvent REQUEUED =
      new XtEvent.SlotClosedWith(SLOT, new Fate.Requeued(new RequeueReason.SlotFailed()));
  private static final XtEvent NOT_STARTED =
      new XtEvent.SlotClosedWith(SLOT, new Fate.NotStarted());
  private static final XtEvent PUBLISHED = new XtEvent.PublishedOnL1(NUMBER, TRANSACTION);
  private static final XtEvent FINALIZED = new XtEvent.FinalizedOnL1(NUMBER, TRANSACTION);

  @Test
  void goesFromTheQueueToL1() {
    assertThat(after(STARTED, COMMITTED, INCLUDED, PUBLISHED, FINALIZED))
        .isEqualTo(new XtStatus.Finalized(1, NUMBER, TRANSACTION));
  }

  @Test
  void changesNothingTwice() {
    assertThat(after(STARTED, STARTED, COMMITTED, COMMITTED, INCLUDED, INCLUDED, PUBLISHED))
        .isEqualTo(after(STARTED, COMMITTED, INCLUDED, PUBLISHED));
  }

  @Test
  void endsAbortedWhenAParticipantSpokeAgainstIt() {
    assertThat(
            after(
                STARTED,
                new XtEvent.DecidedAs(SLOT, Decision.abort(REVERTED)),
                new XtEvent.SlotClosedWith(SLOT, new Fate.Aborted(REVERTED))))
        .isEqualTo(new XtStatus.Aborted(REVERTED));
  }

  @Test
  void isQueuedAgainUntilItsAttemptsAreUsedUp() {
    assertThat(after(STARTED, COMMITTED, REQUEUED)).isEqualTo(new XtStatus.Queued(1));
    assertThat(after(STARTED, COMMITTED, REQUEUED, STARTED, REQUEUED))
        .isEqualTo(new XtStatus.Exhausted(2));
  }

  @Test
  void expiresOnlyOnceTheSlotShowsThatItWasNotStarted() {
    assertThat(on(new XtStatus.Queued(0), NOT_STARTED, EXPIRY)).isEqualTo(new XtStatus.Expired());
    assertThat(on(new XtStatus.Queued(0), NOT_STARTED, NOON)).isEqualTo(new XtStatus.Queued(0));
    assertThat(on(new XtStatus.Queued(0), STARTED, EXPIRY)).isInstanceOf(XtStatus.Started.class);
  }

  @Test
  void expiresByTheClockAloneWhenItIsNotOffered() {
    var passed = new XtEvent.ExpiryPassed(false);
    assertThat(on(new XtStatus.Queued(0), passed, EXPIRY)).isEqualTo(new XtStatus.Expired());
    assertThat(on(new XtStatus.Queued(0), passed, NOON)).isEqualTo(new XtStatus.Queued(0));
    assertThat(on(new XtStatus.Queued(0), new XtEvent.ExpiryPassed(true), EXPIRY))
        .isEqualTo(new XtStatus.Queued(0));
  }

  @Test
  void aWithdrawalOfAnOfferedXtWaitsForTheSlotsEnd() {
    var offered = new XtEvent.WithdrawalRequested(true);

    assertThat(after(new XtEvent.WithdrawalRequested(false))).isEqualTo(new XtStatus.Withdrawn());
    assertThat(after(offered, NOT_STARTED)).isEqualTo(new XtStatus.Withdrawn());
    assertThat(after(offered, STARTED)).isInstanceOf(XtStatus.Started.class);
    assertThat(after(STARTED, offered)).isInstanceOf(XtStatus.Started.class);
  }

  @Test
  void aReorgPutsItBackToIncluded() {
    assertThat(after(STARTED, COMMITTED, INCLUDED, PUBLISHED, new XtEvent.ReorgedOut(NUMBER)))
        .isEqualTo(new XtStatus.Included(1, NUMBER));
  }

  @Test
  void aRollbackQueuesWhatItDrops() {
    var dropped = new XtEvent.RolledBackTo(new SuperblockNumber(1));
    var kept = new XtEvent.RolledBackTo(NUMBER);

    assertThat(after(STARTED, COMMITTED, INCLUDED, PUBLISHED, FINALIZED, dropped))
        .isEqualTo(new XtStatus.Queued(1));
    assertThat(after(STARTED, COMMITTED, INCLUDED, kept))
        .isEqualTo(new XtStatus.Included(1, NUMBER));
  }

  private static XtStatus after(XtEvent... events) {
    XtStatus status = new XtStatus.Queued(0);
    for (var event : events) status = on(status, event, NOON);
    return status;
  }

  private static XtStatus on(XtStatus status, XtEvent event, Instant now) {
    return new XtLifecycle(RULES).on(status, event, EXPIRY, now);
  }
}
