package network.superblock.embedded.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.superblock.contracts.PublisherKey;
import network.superblock.contracts.RegisteredRollup;
import network.superblock.contracts.RegistryContract;
import network.superblock.embedded.ethereum.EthereumNode;
import network.superblock.embedded.ethereum.NodeOptions;
import network.superblock.protocol.Address;
import network.superblock.protocol.Bytes;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/** A real L1 with the rollup registry, whose blocks are made by the test alone. */
public final class TestL1 implements AutoCloseable {

  /** Owns the registry. */
  public static final Address OWNER = Address.fromHex("0x" + "ac".repeat(20));

  // A block is final when two stand on it.
  private static final int TO_FINALITY = 2;

  private final EthereumNode node = EthereumNode.start(NodeOptions.l2(1));
  private final HttpService rpc = new HttpService(node.rpc().toString());
  private final Address registry;

  private TestL1() {
    call("anvil_setBalance", OWNER.toString(), "0xde0b6b3a7640000");
    call("anvil_impersonateAccount", OWNER.toString());
    var creation = send(Map.of("data", RegistryContract.creation(OWNER).toString()));
    this.registry = Address.fromHex(String.valueOf(creation.get("contractAddress")));
  }

  /** Starts one whose registry names these keys and rollups in a final block. */
  public static TestL1 start(List<PublisherKey> keys, List<RegisteredRollup> rollups) {
    var l1 = new TestL1();
    keys.forEach(key -> l1.own(RegistryContract.addPublisherKey(key)));
    rollups.forEach(rollup -> l1.own(RegistryContract.register(rollup)));
    l1.mine(TO_FINALITY);
    return l1;
  }

  public URI url() {
    return node.rpc();
  }

  public Address registry() {
    return registry;
  }

  /** Has the owner call the registry, in a block of its own. */
  public void own(Bytes input) {
    var _ = send(Map.of("to", registry.toString(), "data", input.toString()));
  }

  public void mine(int blocks) {
    for (var block = 0; block < blocks; block++) call("evm_mine");
  }

  @Override
  public void close() {
    node.close();
  }

  private Map<?, ?> send(Map<String, String> transaction) {
    var sent = new HashMap<>(transaction);
    sent.put("from", OWNER.toString());
    sent.put("gas", "0x989680");
    var hash = call("eth_sendTransaction", sent);
    mine(1);
    var receipt = (Map<?, ?>) call("eth_getTransactionReceipt", hash);
    if (!"0x1".equals(receipt.get("status"))) throw new IllegalStateException("" + receipt);
    return receipt;
  }

  /** A call's result, empty where the method has none. */
  private Object call(String method, Object... parameters) {
    try {
      var response = new Request<>(method, List.of(parameters), rpc, Answer.class).send();
      if (response.hasError()) throw new IllegalStateException(response.getError().getMessage());
      return response.getResult() == null ? Map.of() : response.getResult();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any JSON. */
  public static final class Answer extends Response<Object> {}
}
