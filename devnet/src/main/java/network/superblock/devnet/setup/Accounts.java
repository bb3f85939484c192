package network.superblock.devnet.setup;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import network.superblock.contracts.PublisherRole;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.protocol.Address;

/** Everyone on the devnet. */
public final class Accounts {

  private static final BigInteger BALANCE = BigInteger.TEN.pow(18 + 4);

  /** How many demo users have money and tokens on every rollup. */
  public static final int USERS = 16;

  private Accounts() {}

  /** Owns the registry, creates the contracts, and is the settlement authority. */
  public static DevKey owner() {
    return DevKey.named("owner");
  }

  public static DevKey deployer() {
    return DevKey.named("deployer");
  }

  /** Pays for publishing superblocks. */
  public static DevKey l1Publisher() {
    return DevKey.named("l1 publisher");
  }

  /** The key with which a publisher's service signs its messages. */
  public static DevKey keyOf(PublisherRole role) {
    return DevKey.named("publisher " + role);
  }

  public static DevKey user(int index) {
    return DevKey.named("user " + index);
  }

  public static List<Address> users() {
    return IntStream.range(0, USERS).mapToObj(i -> user(i).address()).toList();
  }

  static void fundOnL1(ChainClient chain) {
    for (var key : List.of(owner(), deployer(), l1Publisher())) fund(chain, key.address());
  }

  static void fundOnRollup(ChainClient chain, Rollup rollup) {
    var accounts = new ArrayList<>(users());
    accounts.add(rollup.coordinator().address());
    accounts.add(owner().address());
    for (var account : accounts) fund(chain, account);
  }

  private static void fund(ChainClient chain, Address account) {
    chain.control("anvil_setBalance", account.toString(), "0x" + BALANCE.toString(16));
  }
}
