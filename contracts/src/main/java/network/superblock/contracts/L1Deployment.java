package network.superblock.contracts;

import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.Hash32;

/** The contracts on L1. */
public record L1Deployment(Address registry, Address settlement) {

  /**
   * Where the contracts come to stand.
   *
   * @param deployer an account that has sent no transaction on L1 yet
   */
  public static L1Deployment by(Address deployer) {
    return new L1Deployment(CreatedAddress.of(deployer, 0), CreatedAddress.of(deployer, 1));
  }

  /**
   * The data of the creation transactions, for the deployer's nonces 0 and 1.
   *
   * @param owner of the registry, and the settlement authority
   */
  public static List<Bytes> creations(Address owner, Address publisher, Hash32 genesisHash) {
    return List.of(
        RegistryContract.creation(owner),
        SettlementContract.creation(publisher, owner, genesisHash));
  }
}
