package network.superblock.contracts;

import static network.superblock.contracts.Abi.address;
import static network.superblock.contracts.Abi.addresses;
import static network.superblock.contracts.Abi.call;
import static network.superblock.contracts.Abi.uint256;
import static network.superblock.contracts.ContractCall.returning;

import java.math.BigInteger;
import java.util.List;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.protocol.ChainId;
import network.superblock.protocol.Hash32;

/** Calls of the demo bridge, which sits at the same address on every chain, and of its token. */
public final class BridgeContract {

  private BridgeContract() {}

  /**
   * Creates the bridge, which creates its token.
   *
   * @param holders each starts with {@code amount} of the chain's token, in its smallest unit
   */
  public static Bytes creation(Address mailbox, List<Address> holders, BigInteger amount) {
    return ContractArtifact.BRIDGE.creation(address(mailbox), addresses(holders), uint256(amount));
  }

  /** Burns the caller's tokens and reads the other chain's acknowledgement. */
  public static Bytes send(ChainId destination, Address to, BigInteger amount, Hash32 session) {
    return call("send", uint256(destination), address(to), uint256(amount), uint256(session));
  }

  /** Mints what the source chain burnt in this session, and acknowledges it. */
  public static Bytes receiveTokens(ChainId source, Hash32 session) {
    return call("receiveTokens", uint256(source), uint256(session));
  }

  /** The token's address, by a call of the bridge. */
  public static ContractCall<Address> token() {
    return returning("address", Values::address, call("token"));
  }

  /** By a call of the token. */
  public static ContractCall<BigInteger> balanceOf(Address account) {
    return returning("uint256", Values::integer, call("balanceOf", address(account)));
  }

  /** By a call of the token. */
  public static ContractCall<BigInteger> totalSupply() {
    return returning("uint256", Values::integer, call("totalSupply"));
  }

  /** A transaction of the token: the caller's tokens go to an account on the same chain. */
  public static Bytes transfer(Address to, BigInteger amount) {
    return call("transfer", address(to), uint256(amount));
  }
}
