package network.superblock.contracts;

import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;
import network.superblock.protocol.SuperblockNumber;
import network.superblock.protocol.superblock.SuperblockHeader;

/** What the settlement contract says that it did. */
public sealed interface SettlementLog {

  record Published(SuperblockHeader header, Hash32 hash) implements SettlementLog {}

  /**
   * The superblocks above {@code lastValid} are void.
   *
   * @param ordinal 1 for the contract's first rollback
   * @param previous the head before
   */
  record RolledBack(
      long ordinal, SuperblockNumber lastValid, Hash32 lastValidHash, SuperblockNumber previous)
      implements SettlementLog {}

  record PublisherChanged(Address previous, Address current) implements SettlementLog {}

  /**
   * Reads a log entry; empty when it is none of these. The caller compares {@link
   * ContractLog#contract()} with the settlement contract's address.
   */
  static Optional<SettlementLog> of(ContractLog log) {
    return Shapes.PUBLISHED
        .read(log)
        .<SettlementLog>map(Shapes::published)
        .or(() -> Shapes.ROLLED_BACK.read(log).map(Shapes::rolledBack))
        .or(() ->
            Shapes.PUBLISHER
                .read(log)
                .map(values -> new PublisherChanged(values.address(), values.address())));
  }

  /** The layouts of the events, as SuperblockSettlement.sol declares them. */
  final class Shapes {

    private static final EventShape PUBLISHED =
        new EventShape(
            "SuperblockPublished",
            3,
            "uint64",
            "uint64",
            "bytes32",
            "bytes32",
            "bytes32",
            "bytes32");
    private static final EventShape ROLLED_BACK =
        new EventShape("RolledBack", 3, "uint64", "uint64", "bytes32", "uint64");
    private static final EventShape PUBLISHER =
        new EventShape("PublisherChanged", 2, "address", "address");

    private Shapes() {}

    private static Published published(Values values) {
      SuperblockNumber number = values.superblockNumber();
      Slot slot = values.slot();
      Hash32 hash = values.hash();
      return new Published(
          new SuperblockHeader(number, slot, values.hash(), values.hash(), values.hash()), hash);
    }

    private static RolledBack rolledBack(Values values) {
      return new RolledBack(
          values.number(), values.superblockNumber(), values.hash(), values.superblockNumber());
    }
  }
}
