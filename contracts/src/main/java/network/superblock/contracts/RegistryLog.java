package network.superblock.contracts;

import java.util.Optional;
import network.superblock.protocol.Address;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;

/** What the rollup registry says that changed. */
public sealed interface RegistryLog {

  record RollupRegistered(RegisteredRollup rollup) implements RegistryLog {}

  record RollupUpdated(
      ChainId chain, Address sequencer, Address coordinator, Address mailbox, String endpoint)
      implements RegistryLog {}

  record RollupDeactivated(ChainId chain) implements RegistryLog {}

  record PublisherKeyAdded(PublisherKey key) implements RegistryLog {}

  record PublisherKeyRemoved(PublisherKey key) implements RegistryLog {}

  /**
   * Reads a log entry; empty when it is none of these. The caller compares {@link
   * ContractLog#contract()} with the registry's address.
   */
  static Optional<RegistryLog> of(ContractLog log) {
    return Shapes.REGISTERED
        .read(log)
        .<RegistryLog>map(Shapes::registered)
        .or(() -> Shapes.UPDATED.read(log).map(Shapes::updated))
        .or(() -> Shapes.DEACTIVATED.read(log).map(v -> new RollupDeactivated(v.chainId())))
        .or(() -> Shapes.KEY_ADDED.read(log).map(v -> new PublisherKeyAdded(PublisherKey.of(v))))
        .or(() ->
            Shapes.KEY_REMOVED.read(log).map(v -> new PublisherKeyRemoved(PublisherKey.of(v))));
  }

  /** The layouts of the events, as RollupRegistry.sol declares them. */
  final class Shapes {

    private static final EventShape REGISTERED =
        new EventShape(
            "RollupRegistered",
            2,
            "uint256",
            "address",
            "bytes32",
            "address",
            "address",
            "string",
            "uint64");
    private static final EventShape UPDATED =
        new EventShape("RollupUpdated", 2, "uint256", "address", "address", "address", "string");
    private static final EventShape DEACTIVATED = new EventShape("RollupDeactivated", 1, "uint256");
    private static final EventShape KEY_ADDED =
        new EventShape("PublisherKeyAdded", 2, "uint8", "address");
    private static final EventShape KEY_REMOVED =
        new EventShape("PublisherKeyRemoved", 2, "uint8", "address");

    private Shapes() {}

    private static RollupRegistered registered(Values values) {
      ChainId chain = values.chainId();
      Address sequencer = values.address();
      Hash32 genesis = values.hash();
      Address coordinator = values.address();
      Address mailbox = values.address();
      String endpoint = values.text();
      Slot startingSlot = values.slot();
      return new RollupRegistered(
          new RegisteredRollup(
              chain, genesis, sequencer, coordinator, mailbox, endpoint, startingSlot, true));
    }

    private static RollupUpdated updated(Values values) {
      return new RollupUpdated(
          values.chainId(), values.address(), values.address(), values.address(), values.text());
    }
  }
}
