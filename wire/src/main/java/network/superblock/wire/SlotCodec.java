package network.superblock.wire;

import static network.superblock.wire.Scalars.MAX_CHAINS;
import static network.superblock.wire.Scalars.chainId;
import static network.superblock.wire.Scalars.hash;
import static network.superblock.wire.Scalars.require;
import static network.superblock.wire.Scalars.slot;
import static network.superblock.wire.Scalars.write;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.Term;
import network.superblock.protocol.message.InputOffsets;
import network.superblock.protocol.message.L2BlockRequest;
import network.superblock.protocol.message.SlotOpening;
import network.superblock.protocol.message.SlotRecord.LeaderClaim;
import network.superblock.protocol.message.SlotRecord.RequestSeal;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.StartSlot;
import network.superblock.wire.v1.RollupV1;

/** How a slot opens and seals, and who leads. */
final class SlotCodec {

  private static final int MAX_PARTITIONS = 4096;

  private SlotCodec() {}

  static RollupV1.LeaderClaim toWire(LeaderClaim claim) {
    return RollupV1.LeaderClaim.newBuilder()
        .setTerm(claim.term().value())
        .setLeader(claim.leader())
        .build();
  }

  static LeaderClaim fromWire(RollupV1.LeaderClaim in) {
    require(in.getTerm() != 0, "term", "is missing");
    require(!in.getLeaderBytes().isEmpty(), "leader", "is missing");
    return new LeaderClaim(new Term(in.getTerm()), Scalars.text(in.getLeaderBytes(), "leader"));
  }

  static RollupV1.StartSlot toWire(StartSlot start) {
    var opening = start.opening();
    return RollupV1.StartSlot.newBuilder()
        .setSlot(opening.slot().value())
        .setNextSuperblockNumber(opening.superblock().value())
        .setLastSuperblockHash(write(opening.lastSuperblock()))
        .addAllL2BlocksRequest(requestsToWire(opening))
        .setL1Block(LedgerCodec.toWire(opening.l1Block()))
        .addAllInputOffsets(toWire(opening.inputs()))
        .setSettledRevision(opening.settled())
        .build();
  }

  static StartSlot fromWire(RollupV1.StartSlot in) {
    return new StartSlot(
        new SlotOpening(
            slot(in.getSlot()),
            new SuperblockNumber(in.getNextSuperblockNumber()),
            hash(in.getLastSuperblockHash(), "last_superblock_hash"),
            requests(in.getL2BlocksRequestList()),
            LedgerCodec.fromWire(in.hasL1Block(), in.getL1Block()),
            offsets(in.getInputOffsetsList()),
            settled(in.getSettledRevision())));
  }

  static RollupV1.RollBackAndStartSlot toWire(RollBackAndStartSlot start) {
    var opening = start.opening();
    return RollupV1.RollBackAndStartSlot.newBuilder()
        .addAllL2BlocksRequest(requestsToWire(opening))
        .setCurrentSlot(opening.slot().value())
        .setNextSuperblockNumber(opening.superblock().value())
        .setLastSuperblockHash(write(opening.lastSuperblock()))
        .setL1Block(LedgerCodec.toWire(opening.l1Block()))
        .addAllInputOffsets(toWire(opening.inputs()))
        .setSettledRevision(opening.settled())
        .setLedger(LedgerCodec.toWire(start.ledger()))
        .build();
  }

  static RollBackAndStartSlot fromWire(RollupV1.RollBackAndStartSlot in) {
    return new RollBackAndStartSlot(
        new SlotOpening(
            slot(in.getCurrentSlot()),
            new SuperblockNumber(in.getNextSuperblockNumber()),
            hash(in.getLastSuperblockHash(), "last_superblock_hash"),
            requests(in.getL2BlocksRequestList()),
            LedgerCodec.fromWire(in.hasL1Block(), in.getL1Block()),
            offsets(in.getInputOffsetsList()),
            settled(in.getSettledRevision())),
        LedgerCodec.fromWire(in.hasLedger(), in.getLedger()));
  }

  private static List<RollupV1.L2BlockRequest> requestsToWire(SlotOpening opening) {
    return opening.requests().values().stream().map(BlockCodec::toWire).toList();
  }

  private static SortedMap<ChainId, L2BlockRequest> requests(List<RollupV1.L2BlockRequest> in) {
    return Scalars.map(
        in,
        MAX_CHAINS,
        "l2_blocks_request",
        request -> chainId(request.getChainId(), "chain_id"),
        BlockCodec::fromWire);
  }

  private static long settled(long revision) {
    require(revision >= 0, "settled_revision", "exceeds 63 bits");
    return revision;
  }

  private static List<RollupV1.InputOffset> toWire(InputOffsets offsets) {
    return offsets.next().entrySet().stream()
        .map(offset ->
            RollupV1.InputOffset.newBuilder()
                .setPartition(offset.getKey())
                .setNext(offset.getValue())
                .build())
        .toList();
  }

  private static InputOffsets offsets(List<RollupV1.InputOffset> in) {
    var offsets =
        Scalars.map(
            in,
            MAX_PARTITIONS,
            "input_offsets",
            offset -> Scalars.text(offset.getPartitionBytes(), "partition"),
            RollupV1.InputOffset::getNext);
    offsets.forEach((partition, next) -> require(next >= 0, partition, "exceeds 63 bits"));
    return new InputOffsets(new TreeMap<>(offsets));
  }

  static RollupV1.RequestSeal toWire(RequestSeal seal) {
    return RollupV1.RequestSeal.newBuilder()
        .setSlot(seal.slot().value())
        .addAllIncludedXts(Scalars.writeXts(seal.includedXts()))
        .build();
  }

  static RequestSeal fromWire(RollupV1.RequestSeal in) {
    return new RequestSeal(
        slot(in.getSlot()), Scalars.xtIds(in.getIncludedXtsList(), "included_xts"));
  }
}
