package network.superblock.slot;

import static network.superblock.slot.TestNetwork.A;
import static network.superblock.slot.TestNetwork.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SettlementEvent.RollBackFinalized;
import network.superblock.protocol.message.SettlementEvent.RollBackReorgedOut;
import network.superblock.protocol.message.SettlementEvent.RollBackSeen;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the publisher does about settlement rollbacks: SBCP section 4, P9 and P9'. */
@Timeout(240)
class RollBackTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Ledger GENESIS = Ledger.genesis(Hash32.fromHex("0x" + "ab".repeat(32)));

  @Test
  void waitsForFinalityAndStartsAgainFromWhatIsLeft() {
    try (var network = new TestNetwork(Instant.now()).withSlots("3s", "1600ms");
        var participants = new Participants(network)) {
      network.publisher("one");
      await().atMost(LONG).until(() -> withXt(participants) >= 1);

      holdsUntilTheRollBackIsReorgedOut(participants);
      var first = rolledBackTo(afterTheFirstSuperblock(participants), 1);
      var second = rolledBackTo(GENESIS, 2);
      endsTheSlotThatIsBeingSealed(
          participants, new RollBackFinalized(1, 3, first), new RollBackFinalized(2, 4, second));
      startsAgain(participants, second);
      // Read once more, as after a failover, it changes nothing.
      participants.tell(List.of(new RollBackFinalized(1, 3, first)));
      var before = withXt(participants);
      await().atMost(LONG).until(() -> withXt(participants) > before + 1);
      assertThat(participants.all(RollBackAndStartSlot.class).getLast().ledger()).isEqualTo(second);
      assertThat(participants.all(SlotClosed.class).getLast().outcome())
          .isInstanceOf(Outcome.Built.class);
      assertThat(participants.failures).isEmpty();
    }
  }

  /** Slots go on meanwhile, but no xT starts in them. */
  private static void holdsUntilTheRollBackIsReorgedOut(Participants participants) {
    participants.tell(List.of(new RollBackSeen(1, 1)));
    await()
        .atMost(LONG)
        .until(() -> {
          var built = PublisherTest.built(participants);
          return built.getLast().includedXts().isEmpty();
        });
    var before = withXt(participants);
    participants.tell(List.of(new RollBackReorgedOut(1, 2)));
    await().atMost(LONG).until(() -> withXt(participants) > before);
    PublisherTest.assertThatNothingContradicts(participants);
    assertThat(participants.all(RollBackAndStartSlot.class)).isEmpty();
  }

  private static void endsTheSlotThatIsBeingSealed(
      Participants participants, SettlementEvent... events) {
    participants.tellAtSeal(List.of(events));
    await().atMost(LONG).until(() -> !rolledBack(participants).isEmpty());
    var closed = rolledBack(participants).getFirst();
    var seal =
        participants.all(RequestSeal.class).stream()
            .filter(request -> request.slot().equals(closed.slot()))
            .findFirst()
            .orElseThrow();
    assertThat(closed.requeued().keySet()).containsExactlyInAnyOrderElementsOf(seal.includedXts());
    assertThat(closed.requeued().values()).containsOnly(new RequeueReason.SlotFailed());
    assertThat(closed.ledger()).isEqualTo(((RollBackFinalized) events[0]).lastValid());
  }

  private static void startsAgain(Participants participants, Ledger ledger) {
    await()
        .atMost(LONG)
        .until(() ->
            participants.all(RollBackAndStartSlot.class).stream()
                .anyMatch(start -> start.ledger().equals(ledger)));
    var opening = participants.all(RollBackAndStartSlot.class).getLast().opening();
    assertThat(opening.superblock()).isEqualTo(ledger.number().next());
    assertThat(opening.lastSuperblock()).isEqualTo(ledger.hash());
    for (var chain : List.of(A, B))
      assertThat(opening.requestOf(chain))
          .contains(new L2BlockRequest(chain, new BlockNumber(1), TestNetwork.genesisOf(chain)));

    await()
        .atMost(LONG)
        .until(() -> participants.all(StartSlot.class).getLast().slot().isAfter(opening.slot()));
    var next = participants.all(StartSlot.class).getLast().opening();
    var heads =
        participants.all(SlotClosed.class).stream()
            .filter(closed -> next.slot().isAfter(closed.slot()))
            .toList()
            .getLast()
            .ledger();
    assertThat(next.superblock()).isEqualTo(heads.number().next());
    heads
        .heads()
        .forEach((chain, head) ->
            assertThat(next.requestOf(chain))
                .contains(new L2BlockRequest(chain, head.number().next(), head.hash())));
  }

  private static Ledger afterTheFirstSuperblock(Participants participants) {
    return participants.all(SlotClosed.class).stream()
        .map(SlotClosed::ledger)
        .filter(ledger -> ledger.number().value() == 1)
        .findFirst()
        .orElseThrow();
  }

  private static Ledger rolledBackTo(Ledger last, long ordinal) {
    return new Ledger(last.number(), last.hash(), last.heads(), last.suspended(), ordinal);
  }

  private static List<SlotClosed> rolledBack(Participants participants) {
    return participants.all(SlotClosed.class).stream()
        .filter(closed -> closed.outcome() instanceof Outcome.RolledBack)
        .toList();
  }

  /** How many superblocks hold an xT. */
  private static long withXt(Participants participants) {
    return PublisherTest.built(participants).stream()
        .filter(built -> !built.includedXts().isEmpty())
        .count();
  }
}
