package network.superblock.protocol.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Decided;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.protocol.scp.ScpLeader;
import network.superblock.protocol.slot.SlotState.Building;
import network.superblock.protocol.slot.SlotState.Free;
import network.superblock.protocol.slot.SlotState.InSlot;
import network.superblock.protocol.slot.SlotState.Instance;
import network.superblock.protocol.slot.SlotState.Locked;
import network.superblock.protocol.slot.SlotState.Opening;
import network.superblock.protocol.slot.SlotState.Sealing;
import network.superblock.protocol.slot.SlotState.StartingSlot;

/**
 * Folds the slot topic into the publisher's state. The leader folds its own records the same way,
 * so a follower that takes over stands where the leader stood (P10), less the votes and blocks that
 * it reads again from the offsets in the slot's opening.
 */
public final class SlotLog {

  private SlotLog() {}

  /** The state before the first record. */
  public static SlotState beforeFirst(Ledger genesis) {
    return new StartingSlot(
        new Ground(new Slot(0), genesis, SettlementView.settledAt(0)), Opening.START);
  }

  /** The state after a slot's end, for whoever heeds no settlement. */
  public static SlotState after(SlotClosed closed) {
    return after(closed, 0);
  }

  /**
   * The state after a slot's end, whatever came before: the record carries all that remains but one
   * number.
   *
   * @param settled the one in the last opening before it; 0 if there is none
   */
  public static SlotState after(SlotClosed closed, long settled) {
    var opening =
        switch (closed.outcome()) {
          case Outcome.Built _, Outcome.Failed _ -> Opening.START;
          case Outcome.RolledBack _ -> Opening.ROLL_BACK;
        };
    return new StartingSlot(
        new Ground(closed.slot(), closed.ledger(), SettlementView.settledAt(settled)), opening);
  }

  /**
   * The state after {@code record}.
   *
   * @param at the record's time, from which an instance's SCP timer runs
   * @throws IllegalStateException if no leader could have written the record in this state: the log
   *     is not what this network wrote, and going on would be a guess
   */
  public static SlotState fold(SlotState state, SlotRecord record, Instant at, Duration scpTimer) {
    return switch (record) {
      case LeaderClaim _ -> state;
      case StartSlot start -> open(starting(state, record), start, Opening.START);
      case RollBackAndStartSlot start -> {
        var closed = starting(state, record);
        var rolledBack = new StartingSlot(closed.ground().at(start.ledger()), Opening.ROLL_BACK);
        yield open(rolledBack, start, Opening.ROLL_BACK);
      }
      case StartSc start -> lock(building(state, record), start, at.plus(scpTimer));
      case Decided decided -> decide(building(state, record), decided);
      case RequestSeal seal ->
          switch (state) {
            case Free free when free.run().sealList().equals(seal.includedXts()) ->
                Sealing.over(free);
            case Free _, Locked _, Sealing _, StartingSlot _ -> throw impossible(state, record);
          };
      case SlotClosed closed -> close(inSlot(state, record), closed);
    };
  }

  private static Free open(StartingSlot state, SlotRecord.Opens start, Opening openedBy) {
    if (!start.slot().isAfter(state.ground().lastSlot())) throw impossible(state, start);
    return new Free(
        state.ground().opened(start.opening()), SlotRun.opened(start.opening(), openedBy));
  }

  private static Locked lock(Building state, StartSc start, Instant deadline) {
    var running = new TreeMap<>(state.running());
    running.put(start.id(), new Instance(start, deadline, ScpLeader.start(start.xt().chains())));
    return new Locked(state.ground(), state.run().start(start), running);
  }

  private static Building decide(Building state, Decided decided) {
    var running = new TreeMap<>(state.running());
    if (running.remove(decided.xt()) == null) throw impossible(state, decided);
    return building(state.ground(), state.run().decide(decided.xt(), decided.decision()), running);
  }

  private static Building building(Ground ground, SlotRun run, SortedMap<XtId, Instance> running) {
    return running.isEmpty() ? new Free(ground, run) : new Locked(ground, run, running);
  }

  private static SlotState close(InSlot state, SlotClosed closed) {
    if (!state.isIn(closed.slot())) throw impossible(state, closed);
    var settlement = state.ground().settlement();
    var after = after(closed, settlement.settled());
    return after.with(after.ground().settlement(settlement));
  }

  private static StartingSlot starting(SlotState state, SlotRecord record) {
    return switch (state) {
      case StartingSlot starting -> starting;
      case Free _, Locked _, Sealing _ -> throw impossible(state, record);
    };
  }

  private static Building building(SlotState state, SlotRecord record) {
    return switch (state) {
      case Building building -> building;
      case StartingSlot _, Sealing _ -> throw impossible(state, record);
    };
  }

  private static InSlot inSlot(SlotState state, SlotRecord record) {
    return switch (state) {
      case InSlot inSlot -> inSlot;
      case StartingSlot _ -> throw impossible(state, record);
    };
  }

  private static IllegalStateException impossible(SlotState state, SlotRecord record) {
    return new IllegalStateException(
        record.getClass().getSimpleName()
            + " cannot follow in "
            + state.getClass().getSimpleName()
            + " after slot "
            + state.ground().lastSlot());
  }
}
