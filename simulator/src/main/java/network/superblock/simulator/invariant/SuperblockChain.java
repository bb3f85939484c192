package network.superblock.simulator.invariant;

import java.util.ArrayList;
import java.util.List;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.message.Ledger;
import network.superblock.protocol.message.SlotRecord;
import network.superblock.protocol.message.SlotRecord.Opens;
import network.superblock.protocol.message.SlotRecord.Outcome;
import network.superblock.protocol.message.SlotRecord.RollBackAndStartSlot;
import network.superblock.protocol.message.SlotRecord.SlotClosed;
import network.superblock.protocol.superblock.Superblock;

/** Superblock numbers have no gaps, and each one's parent is the one before. */
final class SuperblockChain extends Invariant {

  private final List<Hash32> hashes = new ArrayList<>();

  SuperblockChain(Hash32 genesis) {
    super("superblock numbers gap-free, parent = hash of the one before");
    hashes.add(genesis);
  }

  @Override
  void recorded(SlotRecord record) {
    switch (record) {
      case SlotClosed closed -> close(closed);
      case RollBackAndStartSlot start -> {
        rollBack(start.ledger());
        open(start);
      }
      case SlotRecord.StartSlot start -> open(start);
      case SlotRecord.LeaderClaim _,
          SlotRecord.StartSc _,
          SlotRecord.Decided _,
          SlotRecord.RequestSeal _ -> {}
    }
  }

  private void open(Opens opens) {
    var opening = opens.opening();
    require(
        opening.superblock().value() == hashes.size()
            && opening.lastSuperblock().equals(hashes.getLast()),
        () -> "slot " + opening.slot() + " opens for superblock " + opening.superblock());
  }

  private void close(SlotClosed closed) {
    switch (closed.outcome()) {
      case Outcome.Built built -> {
        var expected =
            new Superblock(
                built.number(),
                closed.slot(),
                hashes.getLast(),
                built.blocks(),
                built.includedXts());
        require(
            built.number().value() == hashes.size()
                && built.parentHash().equals(hashes.getLast())
                && built.hash().equals(expected.hash()),
            () -> "slot " + closed.slot() + " builds superblock " + built.number());
        hashes.add(built.hash());
      }
      case Outcome.Failed _ -> {}
      case Outcome.RolledBack _ -> rollBack(closed.ledger());
    }
    require(
        closed.ledger().number().value() == hashes.size() - 1
            && closed.ledger().hash().equals(hashes.getLast()),
        () -> "the ledger of slot " + closed.slot() + " stands at " + closed.ledger().number());
  }

  private void rollBack(Ledger ledger) {
    var kept = (int) ledger.number().value() + 1;
    require(kept <= hashes.size(), () -> "rolled back to " + ledger.number());
    hashes.subList(kept, hashes.size()).clear();
  }
}
