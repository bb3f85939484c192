package network.superblock.contracts;

import java.math.BigInteger;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;

/**
 * The contracts of one rollup. The same deployer key, new on each rollup, sends the same creations
 * in the same order, so every contract has the same address on all of them; what a constructor is
 * given does not change it.
 */
public record RollupDeployment(
    Address mailbox, Address pingPong, Address bridge, Address token, Address relay) {

  /**
   * Where the contracts come to stand.
   *
   * @param deployer an account that has sent no transaction on the rollup yet
   */
  public static RollupDeployment by(Address deployer) {
    Address bridge = CreatedAddress.of(deployer, 2);
    // A contract's own nonce starts at 1.
    return new RollupDeployment(
        CreatedAddress.of(deployer, 0),
        CreatedAddress.of(deployer, 1),
        bridge,
        CreatedAddress.of(bridge, 1),
        CreatedAddress.of(deployer, 3));
  }

  /**
   * The data of the creation transactions, for the deployer's nonces 0, 1, 2, 3.
   *
   * @param holders each starts with {@code amount} of the demo token
   */
  public List<Bytes> creations(Address coordinator, List<Address> holders, BigInteger amount) {
    return List.of(
        MailboxContract.creation(coordinator),
        PingPongContract.creation(mailbox),
        BridgeContract.creation(mailbox, holders, amount),
        RelayContract.creation(mailbox));
  }
}
