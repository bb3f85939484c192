package network.superblock.devnet.setup;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.superblock.contracts.L1Deployment;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.PublisherRole;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryContract;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;
import network.superblock.protocol.Slot;

/** Brings the chains to where the services can start. Finds its own work of an earlier start. */
public final class ChainSetup {

  private static final long CREATION_GAS = 6_000_000;
  private static final long CALL_GAS = 500_000;

  private ChainSetup() {}

  /** The contracts on L1, created if they are not there yet. */
  public static L1Deployment prepareL1(ChainClient l1, Hash32 genesisHash) {
    var deployment = L1Deployment.by(Accounts.deployer().address());
    if (!l1.codeAt(deployment.settlement()).isEmpty()) return deployment;
    Accounts.fundOnL1(l1);
    var creations = new Batch(l1, Accounts.deployer(), CREATION_GAS);
    L1Deployment.creations(
            Accounts.owner().address(), Accounts.l1Publisher().address(), genesisHash)
        .forEach(creations::create);
    creations.mine();
    var keys = new Batch(l1, Accounts.owner(), CALL_GAS);
    for (var role : PublisherRole.values())
      keys.call(
          deployment.registry(),
          RegistryContract.addPublisherKey(new PublisherKey(role, Accounts.keyOf(role).address())));
    keys.mine();
    return deployment;
  }

  /** The contracts and accounts of one rollup, in its genesis. */
  public static RollupDeployment prepareRollup(ChainClient l2, Rollup rollup) {
    var deployment = RollupDeployment.by(Accounts.deployer().address());
    if (l2.blockNumber().signum() == 0) {
      Accounts.fundOnRollup(l2, rollup);
      GenesisState.of(
              l2.chainId(), Accounts.deployer(), rollup.coordinator().address(), Accounts.users())
          .applyTo(l2);
    }
    return deployment;
  }

  /**
   * Registers the rollups that are not registered yet, and those whose sequencer now listens
   * elsewhere at their new place. Waits until L1 is sure of it.
   */
  public static void register(ChainClient l1, List<Entry> entries) {
    var contracts = L1Deployment.by(Accounts.deployer().address());
    var known = registered(l1, contracts.registry());
    var batch = new Batch(l1, Accounts.owner(), CALL_GAS);
    for (var entry : entries)
      entry
          .changeOf(Optional.ofNullable(known.get(entry.rollup().chain())))
          .ifPresent(change -> batch.call(contracts.registry(), change));
    batch.mine();
    if (!batch.isEmpty()) l1.control("anvil_mine", "0x2");
  }

  /**
   * A rollup with what only its running parts tell.
   *
   * @param endpoint its sequencer's JSON-RPC
   */
  public record Entry(Rollup rollup, Hash32 genesisBlock, URI endpoint) {

    /** What the registry must be told, if it knows the rollup as {@code known}. */
    private Optional<Bytes> changeOf(Optional<RegisteredRollup> known) {
      if (known.isEmpty()) return Optional.of(RegistryContract.register(registration()));
      return known
          .filter(RegisteredRollup::active)
          .filter(rollup -> !rollup.endpoint().equals(endpoint.toString()))
          .map(rollup -> RegistryContract.update(movedHere(rollup)));
    }

    private RegisteredRollup movedHere(RegisteredRollup known) {
      return new RegisteredRollup(
          known.chain(),
          known.genesisBlockHash(),
          known.sequencer(),
          known.coordinator(),
          known.mailbox(),
          endpoint.toString(),
          known.startingSlot(),
          known.active());
    }

    RegisteredRollup registration() {
      return new RegisteredRollup(
          rollup.chain(),
          genesisBlock,
          rollup.sequencer().address(),
          rollup.coordinator().address(),
          RollupDeployment.by(Accounts.deployer().address()).mailbox(),
          endpoint.toString(),
          new Slot(1),
          true);
    }
  }

  private static Map<ChainId, RegisteredRollup> registered(ChainClient l1, Address registry) {
    var rollups = new HashMap<ChainId, RegisteredRollup>();
    for (var rollup : l1.call(registry, RegistryContract.rollups()))
      rollups.put(rollup.chain(), rollup);
    return rollups;
  }
}
