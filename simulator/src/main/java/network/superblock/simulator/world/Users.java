package network.superblock.simulator.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.XtRequest;
import network.superblock.simulator.Dice;
import network.superblock.simulator.chain.Op;
import network.superblock.simulator.chain.Script;

/** They submit xTs and local transactions, take some back, and try a leg on its own. */
final class Users {

  private static final List<XtKind> GOOD =
      List.of(XtKind.values()).stream().filter(XtKind::isGood).toList();

  private final World world;
  private final Dice dice;
  private final List<XtId> mustCommit = new ArrayList<>();
  private int number;

  Users(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  /** Arranges everything that users do while faults last. */
  void beBusyUntil(int millis) {
    var plan = world.plan();
    for (int i = 0; i < plan.xts(); i++)
      world.stage().clock().after(dice.between(0, millis), this::submit);
    for (var sequencer : world.sequencers())
      for (int i = 0; i < plan.locals(); i++)
        world
            .stage()
            .clock()
            .after(dice.between(0, millis), () -> sequencer.admit(local().encode()));
  }

  /** Submits xTs that nothing can keep from committing any more. */
  void submitGoodOnes() {
    for (int i = 0; i < 3; i++) {
      var xt = dice.pick(GOOD).request(number++, world.stage().registry().chains(), dice);
      mustCommit.add(xt.id());
      world.queue().submit(xt, Duration.ofMinutes(5));
    }
  }

  List<XtId> mustCommit() {
    return mustCommit;
  }

  private void submit() {
    var kind = dice.chance(0.6) ? dice.pick(GOOD) : dice.pick(List.of(XtKind.values()));
    var xt = kind.request(number++, world.stage().registry().chains(), dice);
    world.queue().submit(xt, Duration.ofSeconds(dice.between(20, 200)));
    if (dice.chance(0.1))
      world.stage().clock().after(dice.between(0, 15_000), () -> world.queue().withdraw(xt.id()));
    if (dice.chance(0.15))
      world.stage().clock().after(dice.between(0, 20_000), () -> submitLegAlone(xt));
  }

  private void submitLegAlone(XtRequest xt) {
    for (var sequencer : world.sequencers())
      if (xt.chains().contains(sequencer.chain()))
        xt.transactionsOn(sequencer.chain()).forEach(sequencer::admit);
  }

  private Script local() {
    var name = "local" + number++;
    if (!dice.chance(0.1)) return new Script(name, 0, List.of());
    var other = dice.pick(world.stage().registry().chains());
    return new Script(name, number, List.of(new Op.Write(other, world.label(), world.label())));
  }
}
