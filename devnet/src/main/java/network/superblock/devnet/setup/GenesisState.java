package network.superblock.devnet.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import network.superblock.contracts.RollupDeployment;
import network.superblock.devnet.chain.ChainClient;
import network.superblock.devnet.chain.DevKey;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.Mining;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contracts of a rollup as they stand in its genesis, so that its block 1 is the first block of
 * its sequencer. They are created on a scratch node, and what that leaves behind is copied.
 */
final class GenesisState {

  private static final long CREATION_GAS = 6_000_000;
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  private final Map<Address, Account> accounts;

  private GenesisState(Map<Address, Account> accounts) {
    this.accounts = Map.copyOf(accounts);
  }

  private record Account(long nonce, Bytes code, Map<String, String> storage) {}

  /** What the creation of a rollup's contracts leaves behind. */
  static GenesisState of(
      long chainId, DevKey deployer, Address coordinator, List<Address> holders) {
    var options = NodeOptions.l2(chainId).mining(new Mining.EveryTransaction());
    try (var node = EthereumNode.start(options);
        var chain = new ChainClient(node.rpc(), chainId)) {
      var deployment = RollupDeployment.by(deployer.address());
      chain.control(
          "anvil_setBalance",
          deployer.address().toString(),
          "0x" + ETHER.multiply(BigInteger.valueOf(1000)).toString(16));
      var amount = ETHER.multiply(BigInteger.valueOf(1_000_000));
      for (var creation : deployment.creations(coordinator, holders, amount))
        chain.transact(deployer, Optional.empty(), creation, CREATION_GAS);
      return new GenesisState(dump(chain, addresses(deployer, deployment)));
    }
  }

  /** Puts the state on a chain that has no block yet; without effect on any other. */
  void applyTo(ChainClient chain) {
    if (chain.blockNumber().signum() > 0) return;
    accounts.forEach((address, account) -> {
      chain.control("anvil_setNonce", address.toString(), "0x" + Long.toHexString(account.nonce()));
      if (!account.code().isEmpty())
        chain.control("anvil_setCode", address.toString(), account.code().toString());
      account
          .storage()
          .forEach((slot, value) ->
              chain.control("anvil_setStorageAt", address.toString(), slot, value));
    });
  }

  private static List<Address> addresses(DevKey deployer, RollupDeployment deployment) {
    return Stream.of(
            deployer.address(),
            deployment.mailbox(),
            deployment.pingPong(),
            deployment.bridge(),
            deployment.token(),
            deployment.relay())
        .toList();
  }

  private static Map<Address, Account> dump(ChainClient chain, List<Address> wanted) {
    var all = parse(Bytes.fromHex(chain.control("anvil_dumpState"))).get("accounts");
    var accounts = new TreeMap<Address, Account>();
    all.properties()
        .forEach(entry -> {
          var address = Address.fromHex(entry.getKey());
          if (wanted.contains(address)) accounts.put(address, account(entry.getValue()));
        });
    return accounts;
  }

  private static Account account(JsonNode json) {
    var storage = new TreeMap<String, String>();
    json.get("storage")
        .properties()
        .forEach(slot -> storage.put(word(slot.getKey()), word(slot.getValue().asString())));
    return new Account(
        json.get("nonce").asLong(), Bytes.fromHex(json.get("code").asString()), storage);
  }

  /** The node dumps words without leading zeros and takes them with. */
  private static String word(String hex) {
    return "0x%064x".formatted(new BigInteger(hex.substring(2), 16));
  }

  private static JsonNode parse(Bytes dump) {
    try (var json = new GZIPInputStream(new ByteArrayInputStream(dump.toArray()))) {
      return JsonMapper.shared().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("the node's dump cannot be read", e);
    }
  }
}
