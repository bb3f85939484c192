package network.superblock.wire;

import static network.superblock.wire.Scalars.bytes;
import static network.superblock.wire.Scalars.chainId;
import static network.superblock.wire.Scalars.hash;
import static network.superblock.wire.Scalars.requireAtMost;
import static network.superblock.wire.Scalars.slot;
import static network.superblock.wire.Scalars.write;

import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.message.BlockEvidence;
import network.superblock.protocol.message.BlockEvidence.StorageProof;
import network.superblock.protocol.message.BlockVerdict;
import network.superblock.protocol.message.L2Block;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.wire.v1.RollupV1;

/** Rollups' blocks, what lets a stranger check them, and what the block store says of them. */
final class BlockCodec {

  private static final int MAX_RECEIPTS = 1 << 16;
  // Two roots for each peer, and the fold counter.
  private static final int MAX_STORAGE_PROOFS = 2 * Scalars.MAX_CHAINS + 1;
  // A trie of 32-byte keys has no longer path.
  private static final int MAX_PROOF_NODES = 65;

  private BlockCodec() {}

  static RollupV1.L2BlockRequest toWire(L2BlockRequest request) {
    return RollupV1.L2BlockRequest.newBuilder()
        .setChainId(write(request.chain()))
        .setBlockNumber(request.number().value())
        .setParentHash(write(request.parentHash()))
        .build();
  }

  static L2BlockRequest fromWire(RollupV1.L2BlockRequest in) {
    return new L2BlockRequest(
        chainId(in.getChainId(), "chain_id"),
        new BlockNumber(in.getBlockNumber()),
        hash(in.getParentHash(), "parent_hash"));
  }

  static RollupV1.L2Block toWire(L2Block block) {
    var out =
        RollupV1.L2Block.newBuilder()
            .setSlot(block.slot().value())
            .setChainId(write(block.chain()))
            .setBlockNumber(block.number().value())
            .setBlockHash(write(block.hash()))
            .setParentBlockHash(write(block.parentHash()))
            .addAllIncludedXts(Scalars.writeXts(block.includedXts()))
            .setBlock(write(block.block()));
    if (!block.evidence().equals(BlockEvidence.NONE)) out.setEvidence(toWire(block.evidence()));
    return out.build();
  }

  static L2Block fromWire(RollupV1.L2Block in) {
    return new L2Block(
        slot(in.getSlot()),
        chainId(in.getChainId(), "chain_id"),
        new BlockNumber(in.getBlockNumber()),
        hash(in.getBlockHash(), "block_hash"),
        hash(in.getParentBlockHash(), "parent_block_hash"),
        Scalars.xtIds(in.getIncludedXtsList(), "included_xts"),
        bytes(in.getBlock()),
        fromWire(in.getEvidence()));
  }

  private static RollupV1.BlockEvidence toWire(BlockEvidence evidence) {
    var out =
        RollupV1.BlockEvidence.newBuilder()
            .addAllReceipts(write(evidence.receipts()))
            .addAllMailboxAccount(write(evidence.mailboxAccount()));
    for (var proof : evidence.mailboxSlots()) {
      out.addMailboxSlots(
          RollupV1.StorageProof.newBuilder()
              .setSlot(write(proof.slot()))
              .setValue(write(proof.value()))
              .addAllNodes(write(proof.nodes())));
    }
    return out.build();
  }

  private static BlockEvidence fromWire(RollupV1.BlockEvidence in) {
    requireAtMost(MAX_STORAGE_PROOFS, in.getMailboxSlotsList(), "mailbox_slots");
    return new BlockEvidence(
        bytes(in.getReceiptsList(), MAX_RECEIPTS, "receipts"),
        bytes(in.getMailboxAccountList(), MAX_PROOF_NODES, "mailbox_account"),
        in.getMailboxSlotsList().stream().map(BlockCodec::fromWire).toList());
  }

  private static StorageProof fromWire(RollupV1.StorageProof in) {
    return new StorageProof(
        hash(in.getSlot(), "slot"),
        hash(in.getValue(), "value"),
        bytes(in.getNodesList(), MAX_PROOF_NODES, "nodes"));
  }

  static RollupV1.BlockVerdict toWire(BlockVerdict verdict) {
    var out =
        RollupV1.BlockVerdict.newBuilder()
            .setSlot(verdict.slot().value())
            .setChainId(write(verdict.chain()))
            .setBlockHash(write(verdict.hash()));
    switch (verdict) {
      case BlockVerdict.Accepted accepted ->
          out.getAcceptedBuilder()
              .setBlockNumber(accepted.number().value())
              .setParentHash(write(accepted.parentHash()))
              .addAllIncludedXts(Scalars.writeXts(accepted.includedXts()))
              .setMailbox(LedgerCodec.toWire(accepted.mailbox()));
      case BlockVerdict.Rejected rejected ->
          out.getRejectedBuilder()
              .setReason(Scalars.detail(rejected.reason()))
              .setDetail(Scalars.detail(rejected.detail()));
    }
    return out.build();
  }

  static BlockVerdict fromWire(RollupV1.BlockVerdict in) {
    var slot = slot(in.getSlot());
    var chain = chainId(in.getChainId(), "chain_id");
    var hash = hash(in.getBlockHash(), "block_hash");
    return switch (in.getVerdictCase()) {
      case ACCEPTED ->
          new BlockVerdict.Accepted(
              slot,
              chain,
              new BlockNumber(in.getAccepted().getBlockNumber()),
              hash,
              hash(in.getAccepted().getParentHash(), "parent_hash"),
              Scalars.xtIds(in.getAccepted().getIncludedXtsList(), "included_xts"),
              LedgerCodec.fromWire(in.getAccepted().getMailbox()));
      case REJECTED ->
          new BlockVerdict.Rejected(
              slot,
              chain,
              hash,
              Scalars.text(in.getRejected().getReasonBytes(), "reason"),
              Scalars.text(in.getRejected().getDetailBytes(), "detail"));
      case VERDICT_NOT_SET -> throw new IllegalArgumentException("verdict is of no known kind");
    };
  }
}
