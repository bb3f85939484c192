package network.superblock.sequencer.draft;

import java.util.List;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.L2Block;

/** A block's message with one part exchanged. */
final class Altered {

  private Altered() {}

  static L2Block slot(L2Block it, Slot slot) {
    return new L2Block(
        slot,
        it.chain(),
        it.number(),
        it.hash(),
        it.parentHash(),
        it.includedXts(),
        it.block(),
        it.evidence());
  }

  static L2Block chain(L2Block it, ChainId chain) {
    return new L2Block(
        it.slot(),
        chain,
        it.number(),
        it.hash(),
        it.parentHash(),
        it.includedXts(),
        it.block(),
        it.evidence());
  }

  static L2Block number(L2Block it, BlockNumber number) {
    return new L2Block(
        it.slot(),
        it.chain(),
        number,
        it.hash(),
        it.parentHash(),
        it.includedXts(),
        it.block(),
        it.evidence());
  }

  static L2Block hash(L2Block it, Hash32 hash) {
    return new L2Block(
        it.slot(),
        it.chain(),
        it.number(),
        hash,
        it.parentHash(),
        it.includedXts(),
        it.block(),
        it.evidence());
  }

  static L2Block parent(L2Block it, Hash32 parent) {
    return new L2Block(
        it.slot(),
        it.chain(),
        it.number(),
        it.hash(),
        parent,
        it.includedXts(),
        it.block(),
        it.evidence());
  }

  static L2Block xts(L2Block it, List<XtId> xts) {
    return new L2Block(
        it.slot(),
        it.chain(),
        it.number(),
        it.hash(),
        it.parentHash(),
        xts,
        it.block(),
        it.evidence());
  }

  static L2Block content(L2Block it, Bytes content) {
    return new L2Block(
        it.slot(),
        it.chain(),
        it.number(),
        it.hash(),
        it.parentHash(),
        it.includedXts(),
        content,
        it.evidence());
  }

  static L2Block evidence(L2Block it, BlockEvidence evidence) {
    return new L2Block(
        it.slot(),
        it.chain(),
        it.number(),
        it.hash(),
        it.parentHash(),
        it.includedXts(),
        it.block(),
        evidence);
  }
}
