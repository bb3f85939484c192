package network.superblock.runtime.l1;

import static network.superblock.runtime.jsonrpc.TestNodes.now;

import java.util.HashMap;
import java.util.Map;
import network.superblock.contracts.RegistryContract;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import network.superblock.runtime.jsonrpc.JsonRpcClient;
import network.superblock.runtime.jsonrpc.TestNodes;
import tools.jackson.databind.JsonNode;

/** An L1 with a registry, whose blocks a test mines by hand; two blocks later they are final. */
public final class L1Chain {

  public static final Address OWNER = Address.fromHex("0x" + "ac".repeat(20));

  private final JsonRpcClient rpc;
  private final Address registry;

  public L1Chain(EthereumNode node) {
    this.rpc = TestNodes.client(node.rpc());
    rpc.call("anvil_setBalance", OWNER.toString(), "0xde0b6b3a7640000").block();
    rpc.call("anvil_impersonateAccount", OWNER.toString()).block();
    this.registry =
        Address.fromHex(
            receipt(Map.of("data", RegistryContract.creation(OWNER).toString()))
                .get("contractAddress")
                .asString());
  }

  public Address registry() {
    return registry;
  }

  /** Sends the owner's transaction and mines it. */
  public void own(Bytes input) {
    receipt(Map.of("to", registry.toString(), "data", input.toString()));
  }

  public void mine(int blocks) {
    for (var i = 0; i < blocks; i++) rpc.call("evm_mine").block();
  }

  private JsonNode receipt(Map<String, String> transaction) {
    var sent = new HashMap<>(transaction);
    sent.put("from", OWNER.toString());
    sent.put("gas", "0x989680");
    var hash = now(rpc.callOnce("eth_sendTransaction", sent)).asString();
    mine(1);
    var receipt = now(rpc.call("eth_getTransactionReceipt", hash));
    if (!receipt.get("status").asString().equals("0x1"))
      throw new IllegalStateException("reverted: " + receipt);
    return receipt;
  }
}
