package network.superblock.simulator.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Slot;
import network.superblock.protocol.mailbox.MailboxDigest;
import network.superblock.protocol.mailbox.MailboxHeader;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.CircMessage;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.protocol.message.Vote;
import network.superblock.protocol.message.Vote.Ballot;
import network.superblock.protocol.sequencer.Draft;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.protocol.sequencer.DraftEntry.TopOfBlock;
import network.superblock.protocol.sequencer.SequencerState.Drafting;
import network.superblock.simulator.Dice;
import network.superblock.simulator.chain.SimulatedBlock;
import network.superblock.simulator.log.Signed;
import network.superblock.simulator.log.SlotEntry;
import network.superblock.simulator.sequencer.SequencerProcess;

/**
 * Sequencers that speak for other chains, that repeat what was true in an earlier slot, and that
 * submit other blocks than those they sealed: conflicting, early, with another number or parent.
 */
final class Liars {

  private final World world;
  private final Dice dice;
  private final List<Vote> votes = new ArrayList<>();
  private boolean areSilent;

  Liars(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
    world.stage().topics().slot().watch(this::see);
    world
        .stage()
        .topics()
        .votes()
        .forEach((_, partition) -> partition.watch(signed -> votes.add(signed.message())));
  }

  void fallSilent() {
    areSilent = true;
  }

  private void see(SlotEntry entry) {
    if (areSilent) return;
    if (entry.record() instanceof StartSc start && dice.chance(0.1)) later(() -> forge(start));
    if (entry.record() instanceof StartSc start && dice.chance(0.5)) later(() -> repeat(start));
    if (entry.record() instanceof RequestSeal seal && dice.chance(0.2))
      later(() -> lie(seal.slot()));
  }

  private void later(Runnable lie) {
    world.stage().clock().after(dice.between(1, 200), lie);
  }

  /** One chain votes, and sends a message, in another chain's name. */
  void forge(StartSc start) {
    var chains = List.copyOf(start.xt().chains());
    var victim = dice.pick(chains);
    var liar = dice.pick(chains);
    if (victim.equals(liar)) return;
    var digests = new TreeMap<ChainId, MailboxDigest>();
    for (var chain : chains) if (!chain.equals(victim)) digests.put(chain, MailboxDigest.NONE);
    var vote = new Vote(start.instance(), victim, new Ballot.Commit(digests));
    world.stage().topics().votes().of(victim).send(new Signed<>(liar, vote));
    var third = dice.pick(chains);
    var header =
        new MailboxHeader(
            victim, third, world.contract(), world.contract(), start.id().hash(), world.label());
    var circ = new CircMessage(start.instance(), new MailboxMessage(header, world.label()));
    world.stage().topics().mailbox().of(third).send(new Signed<>(liar, circ));
  }

  /** Says again how the chains voted when the xT ran before. */
  private void repeat(StartSc start) {
    for (var vote : List.copyOf(votes))
      if (vote.instance().xt().equals(start.id()) && !vote.instance().equals(start.instance()))
        world.stage().topics().votes().of(vote.from()).send(new Signed<>(vote.from(), vote));
  }

  private void lie(Slot slot) {
    var liar = dice.pick(world.sequencers());
    if (!(liar.state() instanceof Drafting drafting) || !liar.state().isIn(slot)) return;
    var draft = drafting.draft();
    if (!liar.node().has(draft.parent())) return;
    switch (dice.between(0, 4)) {
      case 0 -> submit(liar, conflicting(draft));
      case 1 -> submit(liar, withNumberTooHigh(draft));
      case 2 -> submit(liar, onAnotherParent(draft, liar));
      case 3 -> submit(liar, early(draft));
      default -> claimAnothersBlock(liar, conflicting(draft));
    }
  }

  /** As good as the real block, but without its local transactions. */
  SimulatedBlock conflicting(Draft draft) {
    return parentOf(draft).child(draft.slot(), legsOf(draft));
  }

  SimulatedBlock withNumberTooHigh(Draft draft) {
    var good = conflicting(draft);
    return SimulatedBlock.of(
        good.chain(),
        good.number().next(),
        good.parent(),
        good.slot(),
        good.entries(),
        good.after());
  }

  SimulatedBlock onAnotherParent(Draft draft, SequencerProcess liar) {
    var good = conflicting(draft);
    return SimulatedBlock.of(
        good.chain(),
        good.number(),
        liar.node().genesis().equals(good.parent()) ? good.hash() : liar.node().genesis(),
        good.slot(),
        good.entries(),
        good.after());
  }

  SimulatedBlock early(Draft draft) {
    var next = draft.slot().next();
    return conflicting(draft).child(next, List.of(new TopOfBlock(next)));
  }

  void claimAnothersBlock(SequencerProcess liar, SimulatedBlock block) {
    var others = new ArrayList<>(world.stage().registry().chains());
    others.remove(liar.chain());
    Collections.sort(others);
    var victim = dice.pick(others);
    var forged =
        SimulatedBlock.of(
            victim, block.number(), block.parent(), block.slot(), block.entries(), block.after());
    send(victim, liar.chain(), world.blocks().publish(forged).message());
  }

  void submit(SequencerProcess liar, SimulatedBlock block) {
    send(liar.chain(), liar.chain(), world.blocks().publish(block).message());
  }

  private void send(ChainId key, ChainId signer, L2Block block) {
    world.stage().topics().blocks().of(key).send(new Signed<>(signer, block));
  }

  private SimulatedBlock parentOf(Draft draft) {
    return world.blocks().decode(draft.parent().hash());
  }

  private static List<DraftEntry> legsOf(Draft draft) {
    return draft.entries().stream().filter(entry -> !(entry instanceof DraftEntry.Local)).toList();
  }
}
