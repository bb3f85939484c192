package network.superblock.wire;

import static network.superblock.wire.Scalars.hash;
import static network.superblock.wire.Scalars.require;
import static network.superblock.wire.Scalars.slot;
import static network.superblock.wire.Scalars.write;

import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.message.SettlementEvent;
import network.superblock.protocol.message.SuperblockStatus;
import network.superblock.wire.v1.RollupV1;

/** What L1 makes of the superblocks. */
final class SettlementCodec {

  private SettlementCodec() {}

  static RollupV1.SuperblockStatus toWire(SuperblockStatus status) {
    var out =
        RollupV1.SuperblockStatus.newBuilder()
            .setNumber(status.number().value())
            .setHash(write(status.hash()));
    switch (status) {
      case SuperblockStatus.Published s ->
          out.getPublishedBuilder()
              .setSlot(s.slot().value())
              .setL1Transaction(write(s.l1Transaction()));
      case SuperblockStatus.Included s ->
          out.getIncludedBuilder()
              .setSlot(s.slot().value())
              .setL1Transaction(write(s.l1Transaction()))
              .setL1Block(LedgerCodec.toWire(s.l1Block()));
      case SuperblockStatus.Finalized s ->
          out.getFinalizedBuilder()
              .setSlot(s.slot().value())
              .setL1Transaction(write(s.l1Transaction()))
              .setL1Block(LedgerCodec.toWire(s.l1Block()));
      case SuperblockStatus.Reorged _ -> out.getReorgedBuilder();
    }
    return out.build();
  }

  static SuperblockStatus fromWire(RollupV1.SuperblockStatus in) {
    var number = new SuperblockNumber(in.getNumber());
    var hash = hash(in.getHash(), "hash");
    return switch (in.getStatusCase()) {
      case PUBLISHED ->
          new SuperblockStatus.Published(
              number,
              hash,
              slot(in.getPublished().getSlot()),
              hash(in.getPublished().getL1Transaction(), "l1_transaction"));
      case INCLUDED ->
          new SuperblockStatus.Included(
              number,
              hash,
              slot(in.getIncluded().getSlot()),
              hash(in.getIncluded().getL1Transaction(), "l1_transaction"),
              LedgerCodec.fromWire(in.getIncluded().hasL1Block(), in.getIncluded().getL1Block()));
      case FINALIZED ->
          new SuperblockStatus.Finalized(
              number,
              hash,
              slot(in.getFinalized().getSlot()),
              hash(in.getFinalized().getL1Transaction(), "l1_transaction"),
              LedgerCodec.fromWire(in.getFinalized().hasL1Block(), in.getFinalized().getL1Block()));
      case REORGED -> new SuperblockStatus.Reorged(number, hash);
      case STATUS_NOT_SET -> throw new IllegalArgumentException("status is of no known kind");
    };
  }

  static RollupV1.SettlementEvent toWire(SettlementEvent event) {
    var out =
        RollupV1.SettlementEvent.newBuilder()
            .setOrdinal(event.ordinal())
            .setRevision(event.revision());
    switch (event) {
      case SettlementEvent.RollBackSeen _ -> out.getRollBackSeenBuilder();
      case SettlementEvent.RollBackReorgedOut _ -> out.getRollBackReorgedOutBuilder();
      case SettlementEvent.RollBackFinalized finalized ->
          out.getRollBackFinalizedBuilder().setLastValid(LedgerCodec.toWire(finalized.lastValid()));
    }
    return out.build();
  }

  static SettlementEvent fromWire(RollupV1.SettlementEvent in) {
    long ordinal = in.getOrdinal();
    long revision = in.getRevision();
    require(ordinal > 0, "ordinal", "is missing or exceeds 63 bits");
    require(revision >= 0, "revision", "exceeds 63 bits");
    return switch (in.getEventCase()) {
      case ROLL_BACK_SEEN -> new SettlementEvent.RollBackSeen(ordinal, revision);
      case ROLL_BACK_REORGED_OUT -> new SettlementEvent.RollBackReorgedOut(ordinal, revision);
      case ROLL_BACK_FINALIZED ->
          new SettlementEvent.RollBackFinalized(
              ordinal,
              revision,
              LedgerCodec.fromWire(
                  in.getRollBackFinalized().hasLastValid(),
                  in.getRollBackFinalized().getLastValid()));
      case EVENT_NOT_SET -> throw new IllegalArgumentException("event is of no known kind");
    };
  }
}
