package network.superblock.contracts;

import static network.superblock.contracts.Abi.address;
import static network.superblock.contracts.Abi.bytes32;
import static network.superblock.contracts.Abi.call;
import static network.superblock.contracts.Abi.text;
import static network.superblock.contracts.Abi.uint256;
import static network.superblock.contracts.Abi.uint64;
import static network.superblock.contracts.Abi.uint8;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.DynamicArray;

/**
 * Calls of the rollup registry on L1. See SBCP section 9. Read it at a finalized block.
 *
 * <p>A method that returns {@link Bytes} gives the input of a transaction of the owner.
 */
public final class RegistryContract {

  private RegistryContract() {}

  public static Bytes creation(Address owner) {
    return ContractArtifact.ROLLUP_REGISTRY.creation(address(owner));
  }

  /**
   * Adds a rollup, or brings a deactivated one back.
   *
   * @param rollup its {@code active} is not sent: it becomes active
   */
  public static Bytes register(RegisteredRollup rollup) {
    return call(
        "register",
        uint256(rollup.chain()),
        bytes32(rollup.genesisBlockHash()),
        address(rollup.sequencer()),
        address(rollup.coordinator()),
        address(rollup.mailbox()),
        text(rollup.endpoint()),
        uint64(rollup.startingSlot().value()));
  }

  /**
   * Changes an active rollup's keys, mailbox and endpoint.
   *
   * @param rollup its genesis, starting slot and {@code active} are not sent: they stay
   */
  public static Bytes update(RegisteredRollup rollup) {
    return call(
        "update",
        uint256(rollup.chain()),
        address(rollup.sequencer()),
        address(rollup.coordinator()),
        address(rollup.mailbox()),
        text(rollup.endpoint()));
  }

  public static Bytes deactivate(ChainId chain) {
    return call("deactivate", uint256(chain));
  }

  public static Bytes addPublisherKey(PublisherKey key) {
    return call("addPublisherKey", uint8(key.role().number()), address(key.key()));
  }

  public static Bytes removePublisherKey(PublisherKey key) {
    return call("removePublisherKey", uint8(key.role().number()), address(key.key()));
  }

  /** Every rollup ever registered, in order of registration, the inactive ones too. */
  public static ContractCall<List<RegisteredRollup>> rollups() {
    return new ContractCall<>(
        call("rollups"),
        Abi.types(new TypeReference<DynamicArray<RollupTuple>>() {}),
        values -> values.structs().map(RegisteredRollup::of).toList());
  }

  /** Every key that may sign now, by role. */
  public static ContractCall<List<PublisherKey>> publisherKeys() {
    return new ContractCall<>(call("publisherKeys"), PublisherKey::listOf);
  }
}
