package network.superblock.simulator.world;

import network.superblock.simulator.Dice;
import network.superblock.simulator.publisher.PublisherReplica;
import network.superblock.simulator.sequencer.SequencerProcess;

/** Crashes and pauses of every role. What is down comes up again, at the latest with the calm. */
final class Accidents {

  private final World world;
  private final Dice dice;
  private boolean isOver;

  Accidents(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  void happenUntil(int millis) {
    for (int i = 0; i < world.plan().incidents(); i++)
      world.stage().clock().after(dice.between(500, millis), this::happen);
  }

  /** Nothing more happens, and everyone is up. */
  void end() {
    isOver = true;
    for (var replica : world.replicas()) {
      replica.crash();
      replica.start();
    }
    for (var sequencer : world.sequencers()) {
      sequencer.crash();
      sequencer.start();
    }
    world.store().crash();
    world.store().start();
    world.queue().crash();
    world.queue().start();
    world.superblocks().crash();
    world.superblocks().start();
  }

  private void happen() {
    if (isOver) return;
    var which = dice.between(0, 99);
    if (which < 30) strike(dice.pick(world.replicas()));
    else if (which < 80) strike(dice.pick(world.sequencers()));
    else if (which < 87) bounce(world.store()::crash, world.store()::start);
    else if (which < 94) bounce(world.queue()::crash, world.queue()::start);
    else bounce(world.superblocks()::crash, world.superblocks()::start);
  }

  private void strike(PublisherReplica replica) {
    if (dice.chance(0.4)) {
      replica.pause();
      later(dice.between(300, 15_000), replica::resume);
    } else bounce(replica::crash, replica::start);
  }

  private void strike(SequencerProcess sequencer) {
    if (!sequencer.isUp()) return;
    if (dice.chance(0.35)) {
      sequencer.pause();
      later(dice.between(200, 16_000), sequencer::resume);
    } else if (dice.chance(0.6)) {
      // Between two effects of one step: after the vote, before the block, and so on.
      sequencer.crashAfter(dice.between(0, 6));
      later(dice.between(500, 6_000), () -> restart(sequencer));
    } else bounce(sequencer::crash, () -> restart(sequencer));
  }

  private void restart(SequencerProcess sequencer) {
    sequencer.crash();
    if (dice.chance(0.12)) sequencer.destroyStore();
    if (dice.chance(0.12)) sequencer.node().lose(dice.between(0, 4));
    sequencer.start();
  }

  private void bounce(Runnable down, Runnable up) {
    down.run();
    later(dice.between(50, 6_000), up);
  }

  private void later(int millis, Runnable action) {
    world
        .stage()
        .clock()
        .after(
            millis,
            () -> {
              if (!isOver) action.run();
            });
  }
}
