package network.superblock.sequencer.draft;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.Address;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.block.BlockValidation;
import network.superblock.protocol.block.BlockValidity;
import network.superblock.protocol.block.ChainXts;
import network.superblock.protocol.block.ExpectedBlock;
import network.superblock.protocol.mailbox.MailboxLayout;
import network.superblock.protocol.mailbox.MailboxState;
import network.superblock.protocol.mailbox.PairRoots;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.sequencer.ExecutionNode;
import network.superblock.sequencer.ExecutionNode.AccountProof;
import network.superblock.sequencer.evm.BlockHeader;
import network.superblock.sequencer.evm.BlockRlp;

/**
 * Turns a sealed block into the message that proves it to a stranger, and checks that it does: what
 * the publisher would reject is better found here. See SBCP section 7.
 */
public final class BlockDocument {

  /** What came of it. */
  public sealed interface Result {
    record Complete(L2Block block) implements Result {}

    /** The block is not what the slot demands. */
    record Invalid(String reason) implements Result {}
  }

  private final ExecutionNode node;
  private final Address mailbox;

  public BlockDocument(ExecutionNode node, Address mailbox) {
    this.node = node;
    this.mailbox = mailbox;
  }

  /** The message for {@code sealed}, whose block is the node's head. */
  public Result of(Slot slot, L2BlockRequest request, ChainXts xts, Sealing.Sealed sealed) {
    BlockHeader header = sealed.block().header();
    var proven = List.copyOf(MailboxLayout.provenSlots(xts.peers()));
    AccountProof proof = node.prove(mailbox, proven, header.number());
    var block =
        new L2Block(
            slot,
            request.chain(),
            header.number(),
            header.hash(),
            header.parent(),
            xts.ids(),
            new BlockRlp(header, sealed.draft().transactions()).encoded(),
            new BlockEvidence(sealed.block().encodedReceipts(), proof.account(), proof.slots()));
    var before = new BlockNumber(header.number().value() - 1);
    var expected =
        new ExpectedBlock(
            slot,
            header.timestamp(),
            request,
            new ExpectedBlock.Mailbox(mailbox, stateAt(before, List.copyOf(xts.peers()))),
            xts);
    return switch (BlockValidation.check(expected, block)) {
      case BlockValidity.Valid _ -> new Result.Complete(block);
      case BlockValidity.Invalid(var fault, var detail) ->
          new Result.Invalid(fault.label() + ": " + detail);
    };
  }

  private MailboxState stateAt(BlockNumber at, List<ChainId> peers) {
    var slots = new ArrayList<Hash32>();
    slots.add(MailboxLayout.FOLD_COUNT);
    for (ChainId peer : peers) {
      slots.add(MailboxLayout.inboxRoot(peer));
      slots.add(MailboxLayout.outboxRoot(peer));
    }
    Iterator<Hash32> words = node.storage(mailbox, slots, at).iterator();
    long folds = new BigInteger(1, words.next().toArray()).longValueExact();
    SortedMap<ChainId, PairRoots> pairs = new TreeMap<>();
    for (ChainId peer : peers) pairs.put(peer, new PairRoots(words.next(), words.next()));
    return new MailboxState(folds, pairs);
  }
}
