package network.superblock.blockstore;

import java.util.List;
import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.L2Block;

/** What a sequencer says of a block, with one thing said otherwise. */
record Said(L2Block block) {

  static Said of(L2Block block) {
    return new Said(block);
  }

  L2Block number(BlockNumber number) {
    return of(number, block.hash(), block.parentHash(), block.includedXts(), block.evidence());
  }

  L2Block hash(Hash32 hash) {
    return of(block.number(), hash, block.parentHash(), block.includedXts(), block.evidence());
  }

  L2Block parent(Hash32 parent) {
    return of(block.number(), block.hash(), parent, block.includedXts(), block.evidence());
  }

  L2Block xts(List<XtId> xts) {
    return of(block.number(), block.hash(), block.parentHash(), xts, block.evidence());
  }

  L2Block receipts(List<Bytes> receipts) {
    var evidence = block.evidence();
    return evidence(
        new BlockEvidence(receipts, evidence.mailboxAccount(), evidence.mailboxSlots()));
  }

  L2Block proofs(List<StorageProof> slots) {
    var evidence = block.evidence();
    return evidence(new BlockEvidence(evidence.receipts(), evidence.mailboxAccount(), slots));
  }

  private L2Block evidence(BlockEvidence evidence) {
    return of(block.number(), block.hash(), block.parentHash(), block.includedXts(), evidence);
  }

  private L2Block of(
      BlockNumber number, Hash32 hash, Hash32 parent, List<XtId> xts, BlockEvidence evidence) {
    return new L2Block(
        block.slot(), block.chain(), number, hash, parent, xts, block.block(), evidence);
  }
}
