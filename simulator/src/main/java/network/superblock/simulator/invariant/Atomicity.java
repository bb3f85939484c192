package network.superblock.simulator.invariant;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Outcome.Built;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.message.SlotRecord.StartSc;
import network.superblock.simulator.chain.Blocks;
import network.superblock.simulator.chain.SimulatedBlock;

/**
 * Every xT of a superblock is in the block of each of its participants, no block holds an xT
 * outside the seal list, and what one chain wrote the other has read.
 */
final class Atomicity extends Invariant {

  private final Blocks blocks;
  private final Map<XtId, SortedSet<ChainId>> participants = new HashMap<>();
  private List<XtId> sealList = List.of();

  Atomicity(Blocks blocks) {
    super("atomicity");
    this.blocks = blocks;
  }

  @Override
  void recorded(SlotRecord record) {
    if (record instanceof StartSc start) participants.put(start.id(), start.xt().chains());
    if (record instanceof RequestSeal seal) sealList = seal.includedXts();
    if (record instanceof SlotClosed closed && closed.outcome() instanceof Built built)
      check(built);
  }

  private void check(Built built) {
    var included = new HashSet<>(built.includedXts());
    require(
        new HashSet<>(sealList).containsAll(included), () -> "outside the seal list: " + included);
    built
        .blocks()
        .forEach((chain, block) ->
            require(
                included.containsAll(blocks.decode(block.hash()).xts()),
                () -> "chain " + chain + " holds a leg of an xT that is not included"));
    for (var xt : built.includedXts()) {
      var chains = participants.getOrDefault(xt, Collections.emptySortedSet());
      for (var chain : chains) requireLeg(built, xt, chain);
    }
    for (var one : built.blocks().keySet())
      for (var other : built.blocks().keySet())
        if (one.compareTo(other) < 0) requireMirror(built, one, other);
  }

  private void requireLeg(Built built, XtId xt, ChainId chain) {
    var block = built.blocks().get(chain);
    require(
        block != null && blocks.decode(block.hash()).xts().contains(xt),
        () -> "superblock " + built.number() + " holds xT " + xt + " without its leg on " + chain);
  }

  private void requireMirror(Built built, ChainId one, ChainId other) {
    var ofOne = proven(built, one, other);
    var ofOther = proven(built, other, one);
    require(
        ofOne.equals(ofOther),
        () ->
            "the mailboxes of "
                + one
                + " and "
                + other
                + " differ in superblock "
                + built.number());
  }

  private List<Object> proven(Built built, ChainId chain, ChainId peer) {
    SimulatedBlock block = blocks.decode(refOf(built, chain));
    var roots = block.after().proven(new TreeSet<>(List.of(peer))).with(peer);
    return chain.compareTo(peer) < 0
        ? List.of(roots.inbox(), roots.outbox())
        : List.of(roots.outbox(), roots.inbox());
  }

  private static Hash32 refOf(Built built, ChainId chain) {
    var block = built.blocks().get(chain);
    if (block == null) throw new IllegalArgumentException("no block of " + chain);
    return block.hash();
  }
}
