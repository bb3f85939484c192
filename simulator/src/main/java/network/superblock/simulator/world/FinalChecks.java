package network.superblock.simulator.world;

import network.superblock.protocol.Slot;
import network.superblock.protocol.queue.XtStatus;
import network.superblock.protocol.sequencer.SequencerState.Drafting;
import network.superblock.simulator.invariant.Violation;
import network.superblock.simulator.sequencer.SequencerProcess;

/** What must have come right once no fault has happened for some slots. */
final class FinalChecks {

  private final World world;

  FinalChecks(World world) {
    this.world = world;
  }

  void run(Users users, Slot firstCalm, Slot last) {
    // The first calm slot still suffers from what went before.
    for (var slot = firstCalm.next(); !slot.isAfter(last); slot = slot.next()) {
      var active = world.stage().registry().activeIn(slot).genesis().size();
      require(
          world.history().isBuiltOf(slot, active),
          "every calm slot becomes a superblock of every rollup",
          "slot " + slot + " does not");
      require(
          slot.equals(firstCalm.next()) || !world.history().hasSilence(slot),
          "every participant answers in a calm slot",
          "not in slot " + slot);
    }
    var statuses = world.queue().statuses();
    for (var xt : users.mustCommit())
      require(
          statuses.get(xt) instanceof XtStatus.Finalized,
          "a good xT that meets no fault commits",
          xt + " is " + statuses.get(xt));
    statuses.forEach(
        (xt, status) -> require(isSettled(status), "no xT is lost", xt + " ends as " + status));
    require(
        world.superblocks().unpublished() <= 1,
        "every superblock reaches L1",
        world.superblocks().unpublished() + " do not");
    world.sequencers().forEach(this::requireLocals);
  }

  private static boolean isSettled(XtStatus status) {
    return switch (status) {
      case XtStatus.Started _, XtStatus.Committed _, XtStatus.Aborting _, XtStatus.Withdrawing _ ->
          false;
      case XtStatus.Queued _,
          XtStatus.Included _,
          XtStatus.Published _,
          XtStatus.Finalized _,
          XtStatus.Aborted _,
          XtStatus.Exhausted _,
          XtStatus.Expired _,
          XtStatus.Withdrawn _ ->
          true;
    };
  }

  private void requireLocals(SequencerProcess sequencer) {
    for (var transaction : sequencer.promised())
      require(
          sequencer.node().head().after().hasExecuted(transaction)
              || sequencer.isPooled(transaction)
              || (sequencer.state() instanceof Drafting drafting
                  && drafting.draft().localTransactions().contains(transaction)),
          "no accepted local transaction is lost",
          "chain " + sequencer.chain() + " lost " + transaction);
  }

  private static void require(boolean holds, String name, String otherwise) {
    if (!holds) throw new Violation(name, otherwise);
  }
}
