package network.superblock.simulator.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.hash.Keccak256;
import network.superblock.protocol.mailbox.MailboxMessage;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.sequencer.DraftEntry;
import network.superblock.protocol.sequencer.DraftEntry.CrossChain;

/**
 * What a block of the simulation holds. Its hash commits to everything else.
 *
 * @param after the rollup's state after it; nobody changes it
 */
public record SimulatedBlock(
    ChainId chain,
    BlockNumber number,
    Hash32 parent,
    Slot slot,
    List<DraftEntry> entries,
    ChainState after,
    Hash32 hash) {

  public SimulatedBlock {
    entries = List.copyOf(entries);
  }

  public static SimulatedBlock genesis(ChainId chain) {
    return of(
        chain, new BlockNumber(0), Hash32.ZERO, new Slot(0), List.of(), ChainState.genesis(chain));
  }

  /** A block with this content, whether it makes sense or not. */
  public static SimulatedBlock of(
      ChainId chain,
      BlockNumber number,
      Hash32 parent,
      Slot slot,
      List<DraftEntry> entries,
      ChainState after) {
    var hash = new Keccak256();
    hash.update((chain + "/" + number + "/" + slot).getBytes(UTF_8)).update(parent.bytes());
    for (var entry : entries) commit(hash, entry);
    return new SimulatedBlock(
        chain, number, parent, slot, entries, after, Hash32.of(hash.digest()));
  }

  /** The block on top of this one. */
  public SimulatedBlock child(Slot slot, List<DraftEntry> entries) {
    var state = after.copy();
    for (var entry : entries) state.apply(entry);
    return of(chain, number.next(), hash, slot, entries, state);
  }

  /** The legs it holds, in order. */
  public List<XtId> xts() {
    return entries.stream()
        .filter(CrossChain.class::isInstance)
        .map(entry -> ((CrossChain) entry).xt())
        .toList();
  }

  public List<Bytes> localTransactions() {
    return entries.stream()
        .filter(DraftEntry.Local.class::isInstance)
        .map(entry -> ((DraftEntry.Local) entry).transaction())
        .toList();
  }

  /** The other chains of its xTs. */
  public SortedSet<ChainId> peers(Function<XtId, SortedSet<ChainId>> participants) {
    var peers = new TreeSet<ChainId>();
    for (var xt : xts()) peers.addAll(participants.apply(xt));
    peers.remove(chain);
    return peers;
  }

  /** The message that carries it; the block's bytes stand for its content. */
  public L2Block message() {
    return new L2Block(slot, chain, number, hash, parent, xts(), hash.bytes(), BlockEvidence.NONE);
  }

  private static void commit(Keccak256 hash, DraftEntry entry) {
    switch (entry) {
      case DraftEntry.TopOfBlock(var slot) -> hash.update(("top" + slot).getBytes(UTF_8));
      case DraftEntry.Local(var transaction) -> hash.update(transaction);
      case CrossChain(var xt, var inbox, var transactions) -> {
        hash.update(xt.hash().bytes());
        for (MailboxMessage message : inbox)
          hash.update(message.header().label()).update(message.data());
        for (var transaction : transactions) hash.update(transaction);
      }
    }
  }
}
