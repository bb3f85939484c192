package network.superblock.simulator.world;

import static network.superblock.simulator.world.Scene.A;
import static network.superblock.simulator.world.Scene.B;
import static network.superblock.simulator.world.Scene.C;
import static network.superblock.simulator.world.Scene.SLOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.queue.XtStatus.Aborted;
import network.superblock.protocol.queue.XtStatus.Finalized;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.protocol.sequencer.SequencerState.BuildingLocked;
import network.superblock.protocol.sequencer.SequencerState.Drafting;
import network.superblock.simulator.chain.SimulatedBlock;
import network.superblock.simulator.log.Mishap;
import network.superblock.simulator.log.Mishaps;
import network.superblock.simulator.log.Signed;
import network.superblock.simulator.log.Weather;
import org.junit.jupiter.api.Test;

/** The traps that SBCP section 6 knows from other implementations. */
class TrapTest {

  private static final Weather ENDLESS_EXECUTION = new Weather(0, 0, 0, 0, 1, 8, 0, 1, 0, 0, 0);

  @Test
  void aLateVoteAfterTheForcedAbortDecidesNothing() {
    Scene.play(
        s -> s.befall(1, Vote.class::isInstance, new Mishap.Late(9_000)),
        s -> {
          assertThat(s.decisions()).hasSize(1);
          assertThat(s.decisions().getFirst().decision().isCommit()).isFalse();
        },
        Finalized.class);
  }

  @Test
  void aRequeuedXtRunsAgain() {
    Scene.play(
        s -> s.befall(1, Vote.class::isInstance, new Mishap.Lost()),
        s -> assertThat(s.starts()).isEqualTo(2),
        Finalized.class);
  }

  @Test
  void aPartialSuperblockNeverHoldsOneLegOfAnXt() {
    Scene.play(
        s -> s.befall(100, TrapTest::isBlockOfA, new Mishap.Lost()),
        s -> {
          var closed =
              s.records(SlotClosed.class).stream().filter(c -> c.slot().equals(SLOT)).findFirst();
          assertThat(closed.orElseThrow().outcome())
              .isInstanceOfSatisfying(
                  Outcome.Built.class,
                  built -> {
                    assertThat(built.blocks()).containsOnlyKeys(C);
                    assertThat(built.includedXts()).isEmpty();
                  });
        },
        Finalized.class);
  }

  @Test
  void aConflictingBlockDoesNotMoveTheHead() {
    lying((s, draft) -> s.world().liars().conflicting(draft));
  }

  @Test
  void anEarlyBlockDoesNotMoveTheHead() {
    lying((s, draft) -> s.world().liars().early(draft));
  }

  @Test
  void aLateBlockDoesNotMoveTheHead() {
    Scene.play(s -> s.befall(100, TrapTest::isBlockOfA, new Mishap.Late(5_000)), Finalized.class);
  }

  @Test
  void aDoubledBlockDoesNotMoveTheHead() {
    Scene.play(
        s -> s.befall(1, TrapTest::isBlockOfA, new Mishap.Repeated(30)),
        s -> assertThat(s.isBuiltOf(3)).isTrue(),
        Finalized.class);
  }

  @Test
  void aBlockNumberAboveTheRequestedOneIsRefused() {
    lying((s, draft) -> s.world().liars().withNumberTooHigh(draft));
  }

  @Test
  void aBlockWithAnotherParentIsRefused() {
    lying((s, draft) -> s.world().liars().onAnotherParent(draft, s.sequencer(A)));
  }

  @Test
  void aVoteSignedByAnotherChainIsRefused() {
    Scene.play(
        s -> {
          s.upon(
              StartSc.class::isInstance,
              () -> {
                s.crash(B);
                var digests =
                    Collections.unmodifiableSortedMap(
                        new TreeMap<ChainId, MailboxDigest>(Map.of(A, MailboxDigest.NONE)));
                var start = s.records(StartSc.class).getLast();
                var vote = new Vote(start.instance(), B, new Ballot.Commit(digests));
                s.world().stage().topics().votes().of(B).send(new Signed<>(A, vote));
              });
        },
        s ->
            assertThat(s.decisions())
                .noneMatch(d -> s.downtime() > 3_000 && d.decision().isCommit()),
        Finalized.class,
        Aborted.class);
  }

  @Test
  void aBlockSignedByAnotherChainIsRefused() {
    Scene.play(
        s ->
            s.upon(
                RequestSeal.class::isInstance,
                () -> {
                  s.strike();
                  var liars = s.world().liars();
                  liars.claimAnothersBlock(s.sequencer(A), liars.conflicting(draftOf(s)));
                }),
        s -> assertThat(s.isBuiltOf(3)).isTrue(),
        Finalized.class);
  }

  @Test
  void aStartSlotAfterARollBackNamesTheRolledBackHeads() {
    Scene.play(
        s -> {
          s.strike();
          s.rollBack();
        },
        s -> {
          var opening = s.records(RollBackAndStartSlot.class).getFirst().opening();
          assertThat(opening.requests().values())
              .hasSize(3)
              .allMatch(request -> request.number().equals(new BlockNumber(1)));
        },
        Finalized.class);
  }

  @Test
  void requestSealIsServedWhileASimulationRuns() {
    Scene.play(
        s -> {
          s.inSlot(700, () -> s.world().stage().network().become(ENDLESS_EXECUTION));
          s.inSlot(6_000, () -> s.world().stage().network().become(Weather.CALM));
          s.aim(
              new Mishaps() {
                @Override
                public Mishap ofSlotRecord(ChainId reader, SlotRecord record) {
                  return record instanceof Decided d && d.slot().equals(SLOT)
                      ? new Mishap.Lost()
                      : new Mishap.None();
                }
              });
          s.upon(
              RequestSeal.class::isInstance,
              () -> {
                if (s.sequencer(A).state() instanceof BuildingLocked) s.strike();
              });
        },
        s -> assertThat(s.isBuiltOf(3)).isTrue(),
        Aborted.class);
  }

  @Test
  void aPublishTransactionThatIsDroppedIsSentAgain() {
    Scene.play(
        s -> {
          s.strike();
          for (var millis = 0; millis < 24_000; millis += 500)
            s.inSlot(millis, s.world().l1()::dropPending);
        },
        Finalized.class);
  }

  @Test
  void aPublishTransactionThatIsReorgedOutIsSentAgain() {
    Scene.play(
        s -> {
          s.strike();
          for (var millis = 0; millis < 24_000; millis += 3_000)
            s.inSlot(millis, s.world().l1()::reorg);
        },
        Finalized.class);
  }

  /** A submits another block than its draft, which it follows with the real one. */
  private static void lying(BiFunction<Scene, Draft, SimulatedBlock> lie) {
    Scene.play(
        s ->
            s.upon(
                RequestSeal.class::isInstance,
                () -> {
                  s.strike();
                  s.world().liars().submit(s.sequencer(A), lie.apply(s, draftOf(s)));
                }),
        s -> assertThat(s.isBuiltOf(3)).isTrue(),
        Finalized.class);
  }

  private static Draft draftOf(Scene scene) {
    return ((Drafting) scene.sequencer(A).state()).draft();
  }

  private static boolean isBlockOfA(Object message) {
    return message instanceof L2Block block && block.chain().equals(A) && block.slot().equals(SLOT);
  }
}
