package network.superblock.wire;

import static network.superblock.wire.Scalars.MAX_CHAINS;
import static network.superblock.wire.Scalars.MAX_XTS;
import static network.superblock.wire.Scalars.chainId;
import static network.superblock.wire.Scalars.chainIds;
import static network.superblock.wire.Scalars.hash;
import static network.superblock.wire.Scalars.slot;
import static network.superblock.wire.Scalars.write;
import static network.superblock.wire.Scalars.writeChains;
import static network.superblock.wire.Scalars.xtId;

import network.superblock.protocol.BlockNumber;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.XtId;
import network.superblock.protocol.message.BlockRef;
import network.superblock.protocol.message.Decision.AbortReason;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RequeueReason;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.wire.v1.RollupV1;

/** What a slot came to. */
final class ClosingCodec {

  private ClosingCodec() {}

  static RollupV1.SlotClosed toWire(SlotClosed closed) {
    var out =
        RollupV1.SlotClosed.newBuilder()
            .setSlot(closed.slot().value())
            .setLedger(LedgerCodec.toWire(closed.ledger()));
    switch (closed.outcome()) {
      case Outcome.Built built -> out.setBuilt(toWire(built));
      case Outcome.Failed _ -> out.getFailedBuilder();
      case Outcome.RolledBack _ -> out.getRolledBackBuilder();
    }
    closed.requeued().forEach((xt, reason) -> out.addRequeued(toWire(xt, reason)));
    closed.aborted().forEach((xt, reason) -> out.addAborted(toWire(xt, reason)));
    return out.build();
  }

  static SlotClosed fromWire(RollupV1.SlotClosed in) {
    return new SlotClosed(
        slot(in.getSlot()),
        outcome(in),
        Scalars.map(
            in.getRequeuedList(),
            MAX_XTS,
            "requeued",
            requeued -> xtId(requeued.getXtId()),
            ClosingCodec::fromWire),
        Scalars.map(
            in.getAbortedList(),
            MAX_XTS,
            "aborted",
            aborted -> xtId(aborted.getXtId()),
            aborted -> ReasonCodec.fromWire(aborted.hasReason(), aborted.getReason())),
        LedgerCodec.fromWire(in.hasLedger(), in.getLedger()));
  }

  private static Outcome outcome(RollupV1.SlotClosed in) {
    return switch (in.getOutcomeCase()) {
      case BUILT -> fromWire(in.getBuilt());
      case FAILED -> new Outcome.Failed();
      case ROLLED_BACK -> new Outcome.RolledBack();
      case OUTCOME_NOT_SET -> throw new IllegalArgumentException("outcome is of no known kind");
    };
  }

  private static RollupV1.SlotClosed.Built toWire(Outcome.Built built) {
    var out =
        RollupV1.SlotClosed.Built.newBuilder()
            .setNumber(built.number().value())
            .setHash(write(built.hash()))
            .setParentHash(write(built.parentHash()))
            .addAllIncludedXts(Scalars.writeXts(built.includedXts()));
    built
        .blocks()
        .forEach((chain, block) ->
            out.addBlocks(
                RollupV1.SlotClosed.ChainBlock.newBuilder()
                    .setChainId(write(chain))
                    .setBlockNumber(block.number().value())
                    .setBlockHash(write(block.hash()))));
    return out.build();
  }

  private static Outcome.Built fromWire(RollupV1.SlotClosed.Built in) {
    return new Outcome.Built(
        new SuperblockNumber(in.getNumber()),
        hash(in.getHash(), "hash"),
        hash(in.getParentHash(), "parent_hash"),
        Scalars.map(
            in.getBlocksList(),
            MAX_CHAINS,
            "blocks",
            block -> chainId(block.getChainId(), "chain_id"),
            block ->
                new BlockRef(
                    new BlockNumber(block.getBlockNumber()),
                    hash(block.getBlockHash(), "block_hash"))),
        Scalars.xtIds(in.getIncludedXtsList(), "included_xts"));
  }

  private static RollupV1.SlotClosed.RequeuedXt toWire(XtId xt, RequeueReason reason) {
    var out = RollupV1.SlotClosed.RequeuedXt.newBuilder().setXtId(write(xt));
    switch (reason) {
      case RequeueReason.BlockMissing(var missing) ->
          out.getBlockMissingBuilder().addAllMissingChainIds(writeChains(missing));
      case RequeueReason.SlotFailed _ -> out.getSlotFailedBuilder();
      case RequeueReason.Undecided(var abort) -> out.setUndecided(ReasonCodec.toWire(abort));
    }
    return out.build();
  }

  private static RequeueReason fromWire(RollupV1.SlotClosed.RequeuedXt in) {
    return switch (in.getReasonCase()) {
      case BLOCK_MISSING ->
          new RequeueReason.BlockMissing(
              chainIds(in.getBlockMissing().getMissingChainIdsList(), "missing_chain_ids"));
      case UNDECIDED -> new RequeueReason.Undecided(ReasonCodec.fromWire(true, in.getUndecided()));
      case SLOT_FAILED -> new RequeueReason.SlotFailed();
      case REASON_NOT_SET -> throw new IllegalArgumentException("reason is of no known kind");
    };
  }

  private static RollupV1.SlotClosed.AbortedXt toWire(XtId xt, AbortReason reason) {
    return RollupV1.SlotClosed.AbortedXt.newBuilder()
        .setXtId(write(xt))
        .setReason(ReasonCodec.toWire(reason))
        .build();
  }
}
