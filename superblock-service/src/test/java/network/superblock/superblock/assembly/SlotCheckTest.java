package network.superblock.superblock.assembly;

import static network.superblock.superblock.assembly.SlotScript.A;
import static network.superblock.superblock.assembly.SlotScript.B;
import static network.superblock.superblock.assembly.SlotScript.hash;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.BlockVerdict.Accepted;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.Outcome.Built;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.slot.SlotState;
import network.superblock.protocol.superblock.Superblock;
import network.superblock.superblock.assembly.SlotScript.WrittenSlot;
import org.junit.jupiter.api.Test;

/** What a slot's end is worth: each way to lie about a superblock is named. */
class SlotCheckTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final SlotScript script = new SlotScript();
  private SlotState from = script.state();

  @Test
  void believesATrueSuperblock() {
    var slot = script.build(5);

    assertThat(check(slot, slot.closed()))
        .isInstanceOfSatisfying(
            ClosedSlot.Sound.class,
            sound -> {
              assertThat(sound.superblock().hash()).isEqualTo(slot.built().hash());
              assertThat(sound.superblock().includedXts()).containsExactly(SlotScript.xt(5).id());
              assertThat(sound.superblock().blocks()).containsOnlyKeys(A, B);
            });
  }

  @Test
  void believesTheOneAfterIt() {
    script.build(5);
    from = script.state();
    var second = script.build(7);

    assertThat(check(second, second.closed())).isInstanceOf(ClosedSlot.Sound.class);
  }

  @Test
  void believesASlotWithoutASuperblock() {
    var slot = script.fail(5);

    assertThat(check(slot, slot.closed())).isEqualTo(new ClosedSlot.Unbuilt(slot.closed(), AT));
  }

  @Test
  void refusesAnotherNumber() {
    var slot = script.build(5);
    var built = slot.built();
    var other = superblock(slot, 2, built.parentHash(), built.blocks(), built.includedXts());

    refuses(slot, forged(slot, other), "number 2 after 0");
  }

  @Test
  void refusesAnotherParent() {
    var slot = script.build(5);
    var built = slot.built();
    var other = superblock(slot, 1, hash("other"), built.blocks(), built.includedXts());

    refuses(slot, forged(slot, other), "its parent is not");
  }

  @Test
  void refusesABlockThatWasNeverAccepted() {
    var slot = script.build(5);
    var blocks = new TreeMap<>(slot.built().blocks());
    blocks.put(B, new BlockRef(new BlockNumber(1), hash("forged")));

    refuses(slot, forged(slot, blocks, slot.built().includedXts()), "was never accepted");
  }

  @Test
  void refusesABlockUnderAnotherNumber() {
    var slot = script.build(5);
    var blocks = new TreeMap<>(slot.built().blocks());
    blocks.put(B, new BlockRef(new BlockNumber(2), slot.blockOf(B)));

    refuses(slot, forged(slot, blocks, slot.built().includedXts()), "asked for another block");
  }

  @Test
  void refusesABlockOnAnotherParent() {
    var slot =
        script.build(
            5,
            blocks ->
                List.of(
                    blocks.getFirst(),
                    accepted(blocks.getLast(), blocks.getLast().includedXts(), "other parent")));

    refuses(slot, slot.closed(), "asked for another block");
  }

  @Test
  void refusesABlockWithoutItsSealedXts() {
    var slot =
        script.build(
            5,
            blocks ->
                List.of(
                    blocks.getFirst(), accepted(blocks.getLast(), List.of(), "genesis of " + B)));

    refuses(slot, slot.closed(), "chain 88888 does not hold its sealed xTs");
  }

  @Test
  void refusesHalfAnXt() {
    var slot = script.build(5);
    var blocks = new TreeMap<>(slot.built().blocks());
    blocks.remove(B);

    refuses(slot, forged(slot, blocks, List.of()), "its blocks make no superblock");
    refuses(slot, forged(slot, blocks, slot.built().includedXts()), "make no superblock");
  }

  @Test
  void refusesBlocksWhoseMailboxesDisagree() {
    var honest = script.build(5);
    var pairs = new TreeMap<>(Map.of(B, new PairRoots(hash("in"), hash("out"))));
    AcceptedBlocks lying =
        (slot, chain, hash) ->
            honest
                .acceptedBlocks()
                .find(slot, chain, hash)
                .map(block ->
                    chain.equals(A)
                        ? new Accepted(
                            slot,
                            chain,
                            block.number(),
                            hash,
                            block.parentHash(),
                            block.includedXts(),
                            new MailboxState(2, pairs))
                        : block);

    assertThat(SlotCheck.of(honest.before(from), honest.closed(), AT, lying))
        .isInstanceOf(ClosedSlot.Unsound.class);
  }

  @Test
  void refusesOtherXts() {
    var slot = script.build(5);

    refuses(slot, forged(slot, slot.built().blocks(), List.of()), "its blocks include");
  }

  @Test
  void refusesAnotherHash() {
    var slot = script.build(5);
    var built = slot.built();
    var forged =
        new Built(
            built.number(), hash("other"), built.parentHash(), built.blocks(), built.includedXts());

    refuses(slot, closed(slot, forged, slot.closed().ledger()), "its hash is");
  }

  @Test
  void refusesAnotherLedger() {
    var slot = script.build(5);
    var ledger = slot.closed().ledger();
    var forged = new Ledger(ledger.number(), ledger.hash(), new TreeMap<>(), ledger.suspended(), 0);

    refuses(slot, closed(slot, slot.built(), forged), "its ledger is not what it leaves");
  }

  @Test
  void refusesASuperblockOfASlotThatWasNeverSealed() {
    var slot = script.build(5);

    assertThat(SlotCheck.of(from, slot.closed(), AT, slot.acceptedBlocks()))
        .isInstanceOfSatisfying(
            ClosedSlot.Unsound.class,
            unsound -> assertThat(unsound.reason()).contains("never sealed"));
  }

  private ClosedSlot check(WrittenSlot slot, SlotClosed closed) {
    return SlotCheck.of(slot.before(from), closed, AT, slot.acceptedBlocks());
  }

  private void refuses(WrittenSlot slot, SlotClosed closed, String reason) {
    assertThat(check(slot, closed))
        .isInstanceOfSatisfying(
            ClosedSlot.Unsound.class, unsound -> assertThat(unsound.reason()).contains(reason));
  }

  private static SlotClosed forged(
      WrittenSlot slot, SortedMap<ChainId, BlockRef> blocks, List<XtId> xts) {
    return forged(slot, superblock(slot, 1, slot.built().parentHash(), blocks, xts));
  }

  private static SlotClosed forged(WrittenSlot slot, Superblock superblock) {
    var built =
        new Built(
            superblock.number(),
            superblock.hash(),
            superblock.parentHash(),
            superblock.blocks(),
            superblock.includedXts());
    var ledger = slot.closed().ledger();
    return closed(
        slot,
        built,
        new Ledger(
            superblock.number(),
            superblock.hash(),
            ledger.heads(),
            ledger.suspended(),
            ledger.rollBacks()));
  }

  private static SlotClosed closed(WrittenSlot slot, Outcome outcome, Ledger ledger) {
    return new SlotClosed(
        slot.closed().slot(), outcome, slot.closed().requeued(), slot.closed().aborted(), ledger);
  }

  private static Superblock superblock(
      WrittenSlot slot,
      long number,
      Hash32 parent,
      SortedMap<ChainId, BlockRef> blocks,
      List<XtId> xts) {
    return new Superblock(new SuperblockNumber(number), slot.closed().slot(), parent, blocks, xts);
  }

  private static Accepted accepted(Accepted block, List<XtId> xts, String parent) {
    return new Accepted(
        block.slot(),
        block.chain(),
        block.number(),
        block.hash(),
        hash(parent),
        xts,
        block.mailbox());
  }
}
